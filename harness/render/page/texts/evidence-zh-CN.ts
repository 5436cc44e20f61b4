import type { EvidenceTexts, PathTexts } from './texts.js';

const WITNESSED: Readonly<Record<string, string>> = {
  keys: 'key',
  entries: '条目（Entry）',
  'live entries': '有效条目',
  'stale entries': '陈旧条目',
};

/** value 的引用链。 What retains a value, in simplified Chinese. */
export const pathInChinese: PathTexts = {
  heading: 'value 的引用链',
  intro: '从 GC Root（例如模块中的变量）到其中一个 value（有的案例再到它所保留的对象），每行一个引用：',
  ownKey: '同一条目的 key：沿这条引用链强可达',
  none: '没有存活的 value，因此没有引用链。',
  devtools: '在 Chrome DevTools 中查看',
  devtoolsSteps: [
    '打开 DevTools，进入 Memory（内存）面板，点击 Load profile（加载）。',
    '选择此处保留的快照文件：',
    '在 Summary（摘要）视图中按类名筛选，例如 Entry；或按 Ctrl+F（⌘F）搜索 @123 形式的编号，编号与上面显示的相同。',
    '选中该 value。下方的 Retainers 面板显示同样的引用，从 value 直到 GC Root。',
  ],
  notKept: (id) =>
    `本次运行未保留该案例的快照，因此无法查找这些编号。运行 npx heapwitness cases ${id} --keep-snapshots 会生成新的报告，其中的编号与所保留的快照一致。`,
};

/** 证据。 The evidence of a case, in simplified Chinese. */
export const evidenceInChinese: EvidenceTexts = {
  heading: '证据：每次检查、每次 GC、交叉核对',
  intro:
    '用三种方法分别统计存活对象：运行时直接读 map、堆快照、v8.queryObjects，结果交叉核对（表中为最后一次检查）；“–”表示该方法无法统计此项，因此部分项只有两种方法的结果。' +
    '检查之前通常会强制 Full GC，直到探测对象（canary，没有强引用，它被回收即证明 GC 确已发生）被回收，并且堆不再缩小（已稳定）。' +
    '“未强制 GC”的检查，抓取快照时仍会先触发回收。',
  looksCaption: '每次检查及此前强制触发的 Full GC',
  look: '检查',
  worker: 'worker',
  rounds: '此前的 Full GC 次数',
  canary: 'canary 在第几次 GC 被回收',
  settled: '堆已稳定',
  means: '触发方式',
  time: 'GC 耗时',
  yes: '是',
  no: '否',
  notForced: '未强制 GC',
  what: (name) => WITNESSED[name] ?? name.replace(/^values \((.*)\)$/u, 'value（$1）'),
  witnessesCaption: (look, worker) => `交叉核对，${look}，${worker}`,
  counted: '统计对象',
  walk: '运行时直接读 map',
  snapshot: '堆快照',
  queryObjects: 'v8.queryObjects',
  agreement: '是否一致',
  agree: '一致',
  disagree: '不一致',
};
