import * as fc from 'fast-check';
import { scenario } from './scenario';
import { simulate } from './simulate';

void (async () => {
  const n = Number(process.argv[2] ?? 100); const seed = Number(process.argv[3] ?? 1);
  const seen = new Map<string, { count: number; example: any; fault: string; size: number }>();
  const list = fc.sample(scenario, { numRuns: n, seed });
  let steps = 0; const cpu = process.cpuUsage(); const t0 = Date.now(); let max = 0;
  for (const s of list) {
    const o = await simulate(s);
    steps += o.steps; if (o.steps > max) { max = o.steps; if (process.env.SLOW && max > 3000) console.log(max, JSON.stringify(s)); }
    const rules = new Set(o.faults.map(f => f.slice(13).split(':')[0]));
    for (const r of rules) {
      const size = JSON.stringify(s).length + (s.weather.lostRequest + s.weather.slow + s.weather.lostAnswer + s.weather.late + s.weather.watchBreaks > 0 ? 300 : 0) + s.incidents.length * 150;
      const e = seen.get(r);
      if (e === undefined || size < e.size) seen.set(r, { count: (e?.count ?? 0) + 1, example: s, fault: o.faults.find(f => f.includes(r))!, size });
      else e.count++;
    }
  }
  const c = process.cpuUsage(cpu);
  console.log(`${n} scenarios, ${steps} steps (max ${max}), ${Date.now() - t0} ms, cpu ${(c.user + c.system) / 1000 | 0} ms`);
  for (const [r, e] of seen) console.log(`\n## ${r} (${e.count})\n${e.fault}\n${JSON.stringify(e.example)}`);
})();
