import type { Texts } from './texts.js';
import { verdictInChinese } from './verdict-zh-CN.js';
import type { ReportTotals } from '../../model/report-document.js';

const LOCALE = 'zh-CN';
const CHAPTERS = [
  '不用我们的任何代码',
  '亲眼看到',
  '是弱引用 key 的错吗？',
  '它会自己痊愈吗？',
  '代价是什么',
  '怎样根治',
  '在 Node 里',
];
const WITNESSED: Readonly<Record<string, string>> = {
  keys: 'key',
  entries: 'Entry',
  'live entries': '存活的 Entry',
  'stale entries': '陈旧的 Entry',
};

/** 简体中文的页面。 The page in simplified Chinese. */
export const simplifiedChinese: Texts = {
  language: 'zh-CN',
  languageName: '简体中文',
  number: (value) => value.toLocaleString(LOCALE),
  milliseconds: (value) => (value < 1000 ? `${Math.round(value)} 毫秒` : `${(value / 1000).toFixed(1)} 秒`),
  bytes: (value) => `${value.toLocaleString(LOCALE)} 字节`,
  dateTime: (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}（UTC）`,
  outcome: { 'as-stated': '与预期一致', 'not-as-stated': '与预期不符', failed: '未能完成' },
  role: { leaking: '泄漏', cured: '已根治', other: '' },
  counts: { keys: 'key', values: 'value', staleEntries: '陈旧 Entry' },
  page: {
    title: 'key 死了，value 还在 – heapwitness',
    product: 'heapwitness',
    skip: '跳到各个案例',
    headline: ['key 死了。', 'value 还在。'],
    lead: 'ThreadLocalMap 的 Entry 弱引用 key，强引用 value。在真实的、长期存活的 worker 里做真实的垃圾回收，再从真实的堆快照里数出来：',
    comparison: (variant, title) => `${title}（${variant}）`,
    beforeGc: 'key 被持有时',
    afterGc: 'Full GC 之后',
    pictures: '一个 Entry 的三种状态',
    footer: (version) => `由 heapwitness ${version} 生成。本页不需要网络，也不发送任何内容。`,
  },
  toolbar: {
    label: '本页设置',
    languages: '语言',
    hideAll: '隐藏全部观察结果',
    revealAll: '全部揭晓',
    hide: '隐藏观察结果',
    reveal: '揭晓',
    hidden: '预期与观察结果已隐藏。',
    predict: '最后一次 Full GC 之后还有多少存活？先预测，再揭晓。',
  },
  terms: {
    heading: 'Java 术语与 JavaScript 术语',
    java: 'Java',
    javaScript: '这里（JavaScript）',
    remark: '说明',
    rows: [
      ['WeakReference', 'WeakRef', 'Entry 对 key 的引用。WeakRef 不能手动清除。'],
      ['Thread', 'Thread', '基于 AsyncLocalStorage 的虚拟线程，运行在真实的 worker 里。'],
      ['线程池里的线程', 'Worker', 'Node 的长期存活的 worker 线程，有自己的堆。'],
      ['ThreadLocalMap.Entry', 'Entry', '弱引用 key，强引用 value；槽位与 JDK 完全相同。'],
      ['System.gc()', 'globalThis.gc()', 'Java 的只是请求；这里是强制的 Full GC。'],
      ['PhantomReference、ReferenceQueue', 'FinalizationRegistry', '对象被回收之后才得到通知。'],
      ['WeakHashMap', 'WeakMap', 'WeakMap 的 value 即使引用自己的 key，也会随 key 一起被回收。'],
      ['OutOfMemoryError', 'ERR_WORKER_OUT_OF_MEMORY', 'worker 到达堆上限时由 Node 终止。'],
      ['堆转储（.hprof）', '堆快照（.heapsnapshot）', '用 Chrome DevTools 打开，而不是 MAT。'],
    ],
  },
  overview: {
    heading: '预期与观察',
    overall,
    meaning:
      '每个案例在运行之前就写明预期：强制 Full GC 之后还有什么存活。预期之中的泄漏算“与预期一致”；其他任何数字，无论偏多偏少，都算不符。',
    chapter: (number) => {
      const name = CHAPTERS[number];
      return name === undefined ? `第 ${number} 章` : `${number} · ${name}`;
    },
    case: '案例与变体',
    outcome: '结果',
    stated: (count) => `预期 ${count}`,
    factsOnly: '没有预期数量，见事实',
  },
  inShort: { stays: '留多久', cure: '怎样根治', bound: '有界吗' },
  section: {
    source: '出处',
    trouble: '与预期不符',
    observedHeading: '事先的预期，事后的观察',
    what: 'GC 之后存活',
    stated: '预期',
    observed: '观察',
    factsCaption: '事实',
    remarks: '本次运行的说明',
    differs: '不符',
    why: '为什么',
    code: '代码',
    codeNote: '实验本身，以及 worker 里运行的代码。标出的行是各变体不同的地方。',
    toOverview: '回到总览',
    causedBy: '起因',
    noHeap: '这个变体没有预期数量。',
  },
  chart: {
    heading: '每次查看时的 key、value 与陈旧 Entry',
    description: (series) => `折线图。${series}`,
    at: (label, keys, values, stale) =>
      `${label}：${keys} 个 key，${values} 个 value，${stale} 个陈旧 Entry。`,
    gc: 'GC',
    gcNote: '标着 GC 的虚线：两次查看之间强制做了 Full GC。',
  },
  slots: {
    heading: '逐个槽位看这张表',
    legend: {
      L: '存活：key 和 value 都在',
      S: '陈旧：key 已死，value 还在',
      K: '强引用：Entry 自己持有 key',
      '.': '空槽',
    },
    legendLabel: '图例',
    title: (owner, length) => `${owner}，${length} 个槽位`,
    nobody: '没有线程拥有的 map',
    summary: (live, stale, strong, empty) => {
      const filled = [
        [live, '个存活'],
        [stale, '个陈旧'],
        [strong, '个强引用'],
      ] as const;
      const said = filled.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
      return [...said, `${empty} 个空槽`].join('，');
    },
    noTables: '堆里没有 ThreadLocalMap',
    more: (count) => `另有 ${count} 张表，见 report.json`,
  },
  player: {
    label: (variant) => `逐步演示：${variant}`,
    controls: '步骤',
    previous: '上一步',
    next: '下一步',
    play: '播放',
    pause: '暂停',
    all: '全部步骤',
    hint: '也可以用方向键 ← 和 →。',
    step: (step, steps, label, happened) => `第 ${step} 步，共 ${steps} 步，${label}：${happened}。`,
  },
  happened: {
    start: (keys, values, stale) => {
      const alive = `${keys} 个 key 和 ${values} 个 value 存活`;
      return stale === 0 ? alive : `${alive}，其中 ${stale} 个 Entry 陈旧`;
    },
    keysDied: (count) => `${count} 个 key 死了`,
    keysCame: (count) => `新增 ${count} 个 key`,
    valuesStayed: (count) => `${count} 个 value 还在`,
    valuesCollected: (count) => `${count} 个 value 被回收`,
    valuesCame: (count) => `新增 ${count} 个 value`,
    expunged: (count) => `清除了 ${count} 个陈旧 Entry`,
    grew: (from, to) => `表从 ${from} 个槽位扩容到 ${to} 个`,
    nothing: '没有变化',
    join: (parts) => parts.join('，'),
    changed: (count) => `${count} 个槽位有变化`,
  },
  picture: {
    state: {
      held: 'key 被持有',
      strong: 'key 被 Entry 持有',
      dead: 'key 死了，value 还在',
      removed: 'remove() 之后',
    },
    description: {
      held: '线程引用它的 ThreadLocalMap，后者引用 Entry；Entry 强引用 value，弱引用 key。程序里的一个变量持有 key。',
      strong: '线程引用它的 ThreadLocalMap，后者引用 Entry；Entry 对 key 和 value 都是强引用。',
      dead: '变量没有了，key 已被回收。线程、ThreadLocalMap 和 Entry 仍然强引用 value，却没有任何 key 能再访问到它。',
      removed: '槽位是空的。Entry 和 value 都被回收了；线程和 map 还在。',
    },
    variable: '你的变量',
    dropped: 'null',
    key: 'key',
    value: 'value',
    weak: '弱引用：WeakRef',
    strong: '强引用',
    collected: '已被回收',
    emptySlot: '空槽',
  },
  path: {
    heading: '是什么让 value 活着',
    intro: '从垃圾回收的根（GC Root）到其中一个 value，每行一个引用：',
    none: '没有存活的 value，也就没有什么在引用它。',
    devtools: '在 Chrome DevTools 里查看',
    devtoolsSteps: [
      '打开 DevTools，进入 Memory（内存）面板，点击 Load profile（加载）。',
      '选择这里保留的快照文件：',
      '在 Summary（摘要）视图中按类名筛选，例如 Entry；或者按 Ctrl+F（⌘F）搜索 @123 这样的编号：就是上面显示的编号。',
      '选中这个 value。下方的 Retainers（保留路径）面板从 value 到根，显示同样的引用。',
    ],
    notKept: (id) =>
      `本次运行没有保留这个案例的快照。要在 Chrome DevTools 里找到这些编号，请运行：npx heapwitness cases ${id} --keep-snapshots`,
  },
  evidence: {
    heading: '证据：每次查看、每次回收、三个见证',
    looksCaption: '每次查看，以及之前强制的回收',
    look: '查看',
    worker: 'worker',
    rounds: 'Full GC 次数',
    canary: '金丝雀消失轮次',
    settled: '已稳定',
    means: '方式',
    time: 'GC 用时',
    yes: '是',
    no: '否',
    notForced: '未强制回收',
    what: (name) => WITNESSED[name] ?? name.replace(/^values \((.*)\)$/u, 'value（$1）'),
    witnessesCaption: (look, worker) => `三个见证，${look}，${worker}`,
    counted: '数的是',
    walk: '活动的表',
    snapshot: '堆快照',
    queryObjects: 'v8.queryObjects',
    agreement: '是否一致',
    agree: '一致',
    disagree: '不一致',
    cannotSee: '看不到这一项',
  },
  environment: {
    heading: '运行环境',
    system: '系统',
    cpus: (count) => `${count} 个处理器`,
    took: '运行用时',
    backends: '快照方式',
    available: '可用',
    notAvailable: (reason) => `不可用：${reason}`,
  },
  verdict: verdictInChinese,
};

function overall({ cases, asStated, notAsStated, failed }: ReportTotals): string {
  if (cases === 0) return '没有运行任何案例，所以没有内容。';
  if (asStated === cases) return `全部 ${cases} 个案例都与预期一致。`;
  const rest = [
    ...(notAsStated > 0 ? [`${notAsStated} 个不符`] : []),
    ...(failed > 0 ? [`${failed} 个未能完成`] : []),
  ];
  return `${cases} 个案例中有 ${asStated} 个与预期一致；${rest.join('，')}。`;
}
