// The agent of cdk8s-kubestash: the program of a restore run.
// Made by scripts/bundle.ts out of src/agent/main.ts and what it imports; change it there. It needs Node 20 or later and nothing else.
// Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
"use strict";

// src/agent/main.ts
process.stderr.write("usage: node agent.js COMMAND\n");
process.exitCode = 2;
