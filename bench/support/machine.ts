import { cpus, totalmem } from 'node:os';

/** Where figures were measured; names no path and no host. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

/** One line for below a table. */
export function formatMachine({ date, node, platform, cpu, cores, memoryGiB }: Machine): string {
  return `${date}, Node ${node}, ${platform}, ${cores} × ${cpu}, ${memoryGiB} GiB`;
}
