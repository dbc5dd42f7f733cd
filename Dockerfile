# An image that carries the agent, for clusters where programs come in images rather than in ConfigMaps. `docker build .`
# It starts like every image of Node: what is named in `args` is the program and its command.
ARG NODE=gcr.io/distroless/nodejs22-debian12:nonroot
FROM ${NODE}
COPY assets/agent.js /agent/agent.js
CMD ["/agent/agent.js"]
