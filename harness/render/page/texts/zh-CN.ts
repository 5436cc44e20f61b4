import { glossaryInChinese } from './glossary-zh-CN.js';
import { evidenceInChinese, pathInChinese } from './evidence-zh-CN.js';
import type { Texts } from './texts.js';
import { walkInChinese } from './walk-zh-CN.js';
import { verdictInChinese } from './verdict-zh-CN.js';
import type { Counts } from '../../../workshop/index.js';
import type { ReportTotals } from '../../model/report-document.js';

const LOCALE = 'zh-CN';
const CHAPTERS = [
  '不依赖本库的代码',
  '观察现象',
  '是弱引用 key 造成的吗？',
  '能自行清理吗？',
  '代价',
  '修复方法',
  'Node 中的情形',
];

/** 简体中文的页面。 The page in simplified Chinese. */
export const simplifiedChinese: Texts = {
  language: 'zh-CN',
  languageName: '简体中文',
  number: (value) => value.toLocaleString(LOCALE),
  milliseconds: (value) => (value < 1000 ? `${Math.round(value)} 毫秒` : `${(value / 1000).toFixed(1)} 秒`),
  bytes: (value) => `${value.toLocaleString(LOCALE)} 字节`,
  dateTime: (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}（UTC）`,
  named: (name, what) => `${name}：${what}`,
  outcome: { 'as-stated': '与预期一致', 'not-as-stated': '与预期不符', failed: '未能完成' },
  role: { leaking: '泄漏', cured: '已修复', other: '对照' },
  counts: { keys: 'key', values: 'value', staleEntries: '陈旧条目' },
  page: {
    title: 'key 已回收，value 仍在 – heapwitness',
    product: 'heapwitness',
    skip: '跳到正文',
    headline: ['key 已回收。', 'value 仍在。'],
    lead: 'ThreadLocalMap 的条目弱引用 key，强引用 value。以下数字由常驻 worker 中真实执行的 GC 和真实的堆快照得出：',
    comparison: (variant, title) => `${title}（${variant}）`,
    beforeGc: '持有 key 时',
    afterGc: 'Full GC 后',
    pictures: '条目的三种状态',
    footer: (version) => `由 heapwitness ${version} 生成。本页无需联网，也不发送任何数据。`,
  },
  toolbar: {
    label: '页面设置',
    languages: '语言',
    hideAll: '隐藏所有案例的实测结果',
    revealAll: '全部显示',
    hide: '隐藏本案例的实测结果',
    reveal: '显示',
    hidden: '预期与实测数量已隐藏。',
    predict: '最后一次 Full GC 后还有多少对象存活？先预测，再显示。',
  },
  terms: {
    heading: 'Java 与 JavaScript 术语对照',
    java: 'Java',
    javaScript: '本项目（JavaScript）',
    remark: '说明',
    glossary: '术语表',
    terms: '本报告中的术语',
    rows: [
      ['WeakReference', 'WeakRef', '条目对 key 的引用。WeakRef 不能手动清除。'],
      ['Thread', 'Thread', '基于 AsyncLocalStorage 的虚拟线程，运行在真实的 worker 中。'],
      [
        '线程池的线程',
        'Thread、Worker',
        '多数变体中是不结束的虚拟 Thread；需要独立的堆时，是 Node 的常驻 worker 线程。',
      ],
      ['ThreadLocalMap.Entry', 'Entry', '弱引用 key，强引用 value；槽位与 JDK 一致。'],
      ['System.gc()', 'globalThis.gc()', 'System.gc() 只是建议 JVM 回收；globalThis.gc() 强制执行 Full GC。'],
      ['PhantomReference、ReferenceQueue', 'FinalizationRegistry', '对象被回收后收到通知。'],
      ['WeakHashMap', 'WeakMap', 'WeakMap 的值即使引用自己的键，也会随键一起被回收。'],
      ['OutOfMemoryError', 'ERR_WORKER_OUT_OF_MEMORY', 'worker 的堆达到上限时，由 Node 终止该 worker。'],
      ['堆转储（.hprof）', '堆快照（.heapsnapshot）', '用 Chrome DevTools 打开，而不是 MAT。'],
    ],
  },
  places: {
    contents: '全部案例',
    overview: '总览',
    neighbours: '上一个和下一个案例',
    previous: '上一个案例',
    next: '下一个案例',
  },
  overview: {
    heading: '总览：预期与实测',
    overall,
    meaning:
      '每个案例在运行前就写明：强制 Full GC 后应有哪些对象存活。符合预期的泄漏也计为“与预期一致”；数量偏多或偏少，都计为“与预期不符”。',
    notRun: '以下案例未运行，因为所需的软件包没有安装：',
    needs: '需要',
    counts: '全部数量：预期与实测',
    chapter: (number) => {
      const name = CHAPTERS[number];
      return name === undefined ? `第 ${number} 章` : `${number} · ${name}`;
    },
    case: '案例与变体',
    outcome: '结果',
    asStatedMeans: '实测与预期相同；预期可以是泄漏，也可以是不泄漏。',
    stated: (count) => `预期 ${count}`,
    factsOnly: '未设预期数量，见“事实”',
  },
  inShort: {
    stays: '保留多久',
    collections: '多次 GC 是否有用',
    calls: '哪些调用有用',
    cure: '如何修复',
    bound: '是否有上限',
  },
  end: {
    heading: '最后一次 Full GC 后还剩什么',
    variant: '变体',
    stays: '结果',
    sentence: staying,
  },
  section: {
    source: '待检验的说法',
    sourceOutcome: { holds: '成立', 'holds in part': '部分成立', 'does not hold': '不成立' },
    backing: 'Java 相关结论的依据',
    courseText: (number) => `课文 ${number}`,
    recorded: (rows) => `JDK 的实测记录（docs/jdk-facts.md）中的条目：${rows}`,
    documents: (addresses) => `文档：${addresses}`,
    trouble: '与预期不符',
    observedHeading: '预期与实测',
    what: 'GC 后存活',
    stated: '预期',
    observed: '实测',
    factsCaption: '事实',
    factsOf: (variant) => `其他预期与实测：${variant}`,
    remarks: '本次运行的备注',
    differs: '不符',
    why: '原因',
    code: '代码',
    codeNote: '实验代码及其常量，以及在 worker 中运行的代码。高亮的行涉及各变体的差异。',
    toOverview: '返回总览',
    causedBy: '起因',
    noHeap: '该变体预先写明的是以下事实，而不是三项数量：',
  },
  chart: {
    heading: '每次检查时的 key、value 与陈旧条目',
    description: (series) => `折线图。${series}`,
    at: (label, keys, values, stale) => `${label}：${keys} 个 key，${values} 个 value，${stale} 个陈旧条目。`,
    gc: 'GC',
    gcNote: '标有 GC 的虚线：下一次检查之前强制触发了 Full GC。',
  },
  slots: {
    heading: '按槽位查看哈希表',
    legend: {
      L: '有效：key 和 value 均在',
      S: '陈旧：key 已被回收，value 仍在',
      s: '陈旧：key 已被回收，value 为 null',
      K: '强引用：条目自身持有 key',
      l: '有效，value 为 null',
      '.': '空槽',
    },
    legendLabel: '图例',
    title: (owner, length) => `${owner}，${length} 个槽位`,
    nobody: '不属于任何线程的 map',
    summary: ({ live, stale, strong, withoutValue, empty }) => {
      const filled = [
        [live, '个有效'],
        [stale, '个陈旧'],
        [strong, '个强引用'],
      ] as const;
      const said = filled.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
      const ofThese = withoutValue > 0 ? [`其中 ${withoutValue} 个 value 为 null`] : [];
      return [...said, ...ofThese, `${empty} 个空槽`].join('，');
    },
    noTables: '堆中没有 ThreadLocalMap',
    emptyAt: (slot) => `槽位 ${slot}：没有已知的 key`,
    entryAt: (slot, key, home) => `槽位 ${slot}：key #${key}，起始槽位 ${home}`,
    more: (count) => `另有 ${count} 张表，见 report.json`,
  },
  player: {
    label: (variant) => `分步演示：${variant}`,
    variants: '变体',
    controls: '步骤',
    previous: '上一次检查',
    next: '下一次检查',
    play: '播放',
    pause: '暂停',
    all: '显示所有检查',
    at: (step, steps, before) => `第 ${step} 次检查，共 ${steps} 次${before ? '，尚未强制 GC' : ''}`,
    hint: '也可用方向键 ← 和 →。',
    step: (step, steps, label, happened) => `第 ${step} 步，共 ${steps} 步，${label}：${happened}。`,
  },
  walk: walkInChinese,
  happened: {
    start: (keys, values, stale) => {
      const alive = `存活：${keys} 个 key，${values} 个 value`;
      return stale === 0 ? alive : `${alive}；陈旧条目 ${stale} 个`;
    },
    keysDied: (count) => `${count} 个 key 被回收`,
    keysCame: (count) => `新增 ${count} 个 key`,
    valuesStayed: (count) => `${count} 个 value 未被回收`,
    valuesCollected: (count) => `${count} 个 value 被回收`,
    valuesCame: (count) => `新增 ${count} 个 value`,
    expunged: (count) => `清除 ${count} 个陈旧条目`,
    grew: (from, to) => `表从 ${from} 个槽位扩容到 ${to} 个`,
    nothing: '无变化',
    join: (parts) => parts.join('，'),
    changed: (count) => `${count} 个槽位有变化`,
  },
  picture: {
    state: {
      held: '持有 key',
      dead: 'key 已回收，value 仍在',
      removed: 'remove() 后',
    },
    description: {
      held: '线程引用其 ThreadLocalMap，后者引用 Entry；Entry 强引用 value，弱引用 key。程序中的一个变量持有 key。',
      dead: '变量已不存在，key 已回收。线程、ThreadLocalMap 和 Entry 仍强引用 value，但已无法通过任何 key 访问它。',
      removed: '槽位为空。Entry 和 value 均已回收；线程和 map 仍在。',
    },
    variable: '你的变量',
    dropped: 'null',
    key: 'key',
    value: 'value',
    weak: '弱引用：WeakRef',
    strong: '强引用',
    collected: '已被回收',
    emptySlot: '空槽',
    noValue: 'value 为 null',
    example: (id) => `例如 @${id}`,
    describe: ({ count, state, keyHolder, values, valueToKey }) => {
      const holder = keyHolder ?? (valueToKey === null ? '未显示的代码' : '只有 value');
      const key = { stale: 'key 已回收', strong: '条目自身持有 key', live: `${holder}持有 key` };
      const value =
        values.length === 0
          ? 'value 为 null'
          : `经线程、map 和条目引用 value：${values.map(({ className }) => className).join(' → ')}`;
      const back = valueToKey === null ? [] : [`value 通过 ${valueToKey} 引用 key`];
      return [`${count} 个条目`, key[state], value, ...back].join('；');
    },
  },
  path: pathInChinese,
  evidence: evidenceInChinese,
  environment: {
    heading: '运行环境',
    system: '系统',
    cpus: (count) => `${count} 个处理器`,
    took: '运行耗时',
    backends: '快照抓取方式',
    available: '可用',
    notAvailable: (reason) => `不可用：${reason}`,
  },
  verdict: verdictInChinese,
  glossary: glossaryInChinese,
};

function overall({ cases, asStated, notAsStated, failed }: ReportTotals): string {
  if (cases === 0) return '没有运行任何案例，因此无内容可显示。';
  if (asStated === cases) return `全部 ${cases} 个案例都与预期一致。`;
  const rest = [
    ...(notAsStated > 0 ? [`${notAsStated} 个不符`] : []),
    ...(failed > 0 ? [`${failed} 个未能完成`] : []),
  ];
  return `${cases} 个案例中有 ${asStated} 个与预期一致；${rest.join('，')}。`;
}

function staying({ keys, values, staleEntries }: Counts): string {
  const count = (value: number): string => value.toLocaleString(LOCALE);
  if (values === 0 && keys === 0)
    return staleEntries === 0
      ? 'key 和 value 已全部被回收。'
      : `key 和 value 已全部被回收，但仍有 ${count(staleEntries)} 个陈旧条目。`;
  if (values === 0) return `value 已全部被回收；${count(keys)} 个 key 仍在使用。`;
  if (keys === 0 && staleEntries > 0) return `key 已全部被回收，${count(values)} 个 value 仍在。`;
  if (keys === 0) return `${count(values)} 个 value 仍在。`;
  return staleEntries === 0
    ? `${count(values)} 个 value 和 ${count(keys)} 个 key 仍在。`
    : `${count(values)} 个 value 仍在，其中 ${count(staleEntries)} 个条目的 key 已被回收。`;
}
