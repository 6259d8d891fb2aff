/** How this process is. Names as other programs have them: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics */
import { performance } from "node:perf_hooks";
import { type Family, gauge, sample } from "./text";

const MICROSECOND_S = 1e-6;

export function processFigures(): Family[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const cpu = "process_cpu_seconds_total";
  return [
    gauge("process_start_time_seconds", "When it started, since 1970.", performance.timeOrigin / 1_000),
    gauge("process_resident_memory_bytes", "Memory that it takes.", rss),
    gauge("nodejs_heap_used_bytes", "Memory of its objects.", heapUsed),
    gauge("nodejs_external_memory_bytes", "Memory of its buffers.", external),
    {
      ...{ name: cpu, help: "Time of processors that it took.", type: "counter" },
      samples: [sample(cpu, {}, (user + system) * MICROSECOND_S)],
    },
    gauge(
      "nodejs_eventloop_utilization",
      "The share of the time since its start in which it was busy.",
      performance.eventLoopUtilization().utilization,
    ),
  ];
}
