import type { NamedFile, Verdict } from '../../../check/index.js';
import { kindsInChinese } from './kinds-zh-CN.js';
import { formatBytes, formatRate } from '../../../core/quantities.js';
import type { VerdictTexts } from './verdict-en.js';

const LOCALE = 'zh-CN';
const WORDS: Readonly<Record<Verdict, string>> = {
  clean: '没有泄漏',
  leak: '有泄漏',
  inconclusive: '无法判定',
};
const ACCESS: Readonly<Record<NamedFile['access'], string>> = {
  reading: '以只读方式打开',
  writing: '以只写方式打开',
  'reading and writing': '以读写方式打开',
};
const WORKERS: Readonly<Record<string, string>> = {
  thread: '受监管进程里的 worker 线程',
  process: '独立的受监管进程',
  'in-process': '调用者自己的进程',
};

/** 简体中文的检查页面。 The page of a check in simplified Chinese. */
export const verdictInChinese: VerdictTexts = {
  title: (verdict, scenario) => `${WORDS[verdict]}：${scenario} – heapwitness`,
  skip: '跳到各项发现',
  headline: { clean: '没有泄漏。', leak: '有泄漏。', inconclusive: '无法判定。' },
  leak: (findings) =>
    findings === 1
      ? '有一样东西留了下来，每一轮都在增多。'
      : `有 ${findings} 样东西留了下来，每一轮都在增多。`,
  clean: (every) =>
    every === 1
      ? '每次迭代哪怕只留下一个对象，也会被发现。'
      : `哪怕每 ${every} 次迭代只留下一个对象，也会被发现。`,
  cleanMeans: (iterations, setAside) =>
    `本次运行里就故意埋了这样一个泄漏，并且找到了它。场景迭代了 ${iterations} 次，没有留下任何${setAside > 0 ? '其他' : ''}持续增长的东西。`,
  inconclusiveMeans: '既不算通过，也不算失败：再运行一次之前，对这个场景什么都不能说。',
  reasons: {
    'control-failed': '有一项对照没有通过，所以本次运行不可信。',
    'gc-not-settled': '无法证明发生过一次完整的垃圾回收。',
    'time-budget': '还没能判定，时间就用完了。',
    'scenario-threw': '场景抛出了错误。',
    'scenario-hung': '有一次迭代一直没有结束。',
    'loop-blocked': '场景阻塞了自己的事件循环。',
    'worker-exited': '场景结束了自己的 worker。',
    'worker-crashed': '场景让自己的 worker 崩溃了。',
    'out-of-memory': '场景用完了内存。',
    'capture-failed': '没能取得堆快照。',
    'unseen-isolate': '场景启动的某个线程或进程还在运行，但无法读取它的堆，所以没有检查。',
    'unowned-memory': '不属于任何 JavaScript 对象的内存增长了，快照看不出原因。',
    'process-died': '场景所在的进程死了。',
  },
  variant: (variant) => `变体 ${variant}`,
  overview: '什么在堆积',
  leftOut: (count) => `另有 ${count.toLocaleString(LOCALE)} 项没有在这里显示，见 report.json。`,
  countOf: (count, iterations) =>
    `${iterations.toLocaleString(LOCALE)} 次迭代留下 ${count.toLocaleString(LOCALE)} 个`,
  bytesOf: (size, iterations) => `${iterations.toLocaleString(LOCALE)} 次迭代增加 ${size}`,
  bytesEach: (size) => `每次 ${size}`,
  perIteration: (count) => formatRate(count, LOCALE),
  unit: '每次迭代留下的个数',
  rate: (perIteration) => `每次 ${formatRate(perIteration, LOCALE)} 个`,
  retained: (size) => `每个留住 ${size}`,
  openFile: ({ name, access }) => `${name}，${ACCESS[access]}`,
  isolates: ({ kind, names, of }, line) => {
    const word = kind === 'worker' ? '线程' : '进程';
    const started = line === null ? '' : `由 ${line} 启动的`;
    return of === 1
      ? `在${started}${word}中：${names.join('、')}`
      : `在${started} ${of} 个${word}中的 ${names.length} 个里`;
  },
  comma: '，',
  size: (bytes) => formatBytes(bytes, { bytesWord: '字节', locale: LOCALE }),
  finding: {
    traceHeading: '是谁拿着它',
    traceIntro: '从垃圾回收的根到其中一个对象，每行一个引用：',
    noTrace: '没有强引用通向它。',
    notInHeap: '它不是堆里的对象，所以没有引用通向它：找找是谁打开了它却没有关上。',
    belowHeading: '它下面还在堆积的',
    below: '这些类也在增多，都是经由上面这个被拿着的：',
    survivorsHeading: '最后还剩多少',
    survivorsNote:
      '每轮一个点：到那时为止创建的对象里，有多少在最后一次强制 Full GC 之后还活着。缓存填满就变平，泄漏一直往上。',
    survivorsOf: (cycle, survivors, iterations) =>
      `第 ${cycle} 轮：${iterations.toLocaleString(LOCALE)} 次迭代，还剩 ${survivors.toLocaleString(LOCALE)} 个。`,
    iterations: (count) => `${count.toLocaleString(LOCALE)} 次迭代`,
    holdersHeading: '剪断这里，还有谁拿着它？',
    cut: '剪断',
    stillHolds: (count) => `之后还有 ${count.toLocaleString(LOCALE)} 个被拿着，拿着它们的是`,
    from: (root) => `（来自 ${root}）`,
    nothingElse: '之后再没有谁拿着它：全部都会被回收。',
    notLookedFor: '没有继续往下找：先剪断这些，再检查一次。',
    showTrace: '完整的引用链',
    followersHeading: '一起泄漏的',
    followers: '这些对象挂在它上面，它走了它们才走：',
    className: '类',
    count: '个数',
    allocated: '分配位置',
    opened: '打开位置',
    fingerprint: '指纹',
    fingerprintNote: '每次运行都相同；由这些名字得出：',
    artefactHeading: '是测量造成的，不怪场景',
    artefactNote: '除了测量本身，没有别的拿着它。',
    remedy: '怎么办',
    artefacts: {
      'keep-during-job': 'WeakRef 刚被读过，目标会留到当前任务结束',
      'suspended-agent-frame': '测试工具自己的一个挂起的函数正拿着它',
      'unread-error-stack': '从没读过 stack 的 Error 会留住当时栈上的东西',
      'inspector-console': '连着的 inspector 会留住打印过的参数',
      coverage: '覆盖率统计会留住每个函数的反馈数据',
      'compiled-code': '编译好的代码会留住编译时见过的东西',
      'own-controls': '它是测试工具自己的对照',
    },
  },
  kinds: kindsInChinese,
  trace: {
    status: { no: '泄漏：否', unknown: '泄漏：未知', yes: '泄漏：是' },
    suspect: '可疑',
    legend: '波浪线标出可疑的引用，泄漏就在其中：剪断其中一个。',
    retains: (size, objects) => `留住 ${size}，共 ${objects.toLocaleString(LOCALE)} 个对象`,
    times: (repeats) => `连续 ${repeats.toLocaleString(LOCALE)} 次`,
  },
  setAside: {
    heading: '有意不计入的',
    note: '它们也在增长，但不影响判定：检查时要求不计入它们。',
    reason: '理由',
  },
  known: {
    heading: '已知的泄漏',
    note: '已知泄漏文件里的各条。找到的在期限之前不影响判定。',
    until: (day) => `已知，期限 ${day}：`,
    expired: (day) => `期限是 ${day}，已经过了：它重新计入判定。当时的理由：`,
    unused: '这次没有找到：请从文件里删去。当时的理由：',
  },
  controls: {
    heading: '本次运行的对照',
    note: '三样事先就知道结局的东西，在同一个 worker 里，做同样的垃圾回收。只要有一样结局不同，这里的一切都不可信。',
    none: '还没有走到对照这一步。',
    name: { planted: '故意埋下的泄漏', held: '一直拿着的对象', dropped: '已经放手的对象' },
    passed: { planted: '找到了', held: '活着', dropped: '死了' },
    failed: { planted: '没有找到', held: '不见了', dropped: '没有死' },
  },
  evidence: {
    heading: '证据：每一轮，以及它之后的垃圾回收',
    summary: (iterations, cycles, warmup) =>
      `共 ${iterations.toLocaleString(LOCALE)} 次迭代，分 ${cycles} 轮，之前预热 ${warmup.toLocaleString(LOCALE)} 次。`,
    waited: (time) => `另有 ${time}用来等待场景自己的定时器。`,
    alsoRead: (names) => `同时读取了另外 ${names.length} 个堆：${names.join('、')}。`,
    ignoredIsolates: (ignored) =>
      `按选项没有读取：${ignored.map(({ name, reason }) => `${name}（${reason}）`).join('、')}。`,
    none: '连一轮都没有走完。',
    caption: '各轮，以及每轮之后强制的垃圾回收',
    cycle: '轮次',
    iterations: '迭代次数',
    rounds: 'Full GC 次数',
    settled: '是否稳定',
    time: '用时',
  },
  balance: {
    caption: '内存、打开的文件与进程',
    what: '整个程序',
    first: '第一次快照',
    last: '最后一次快照',
    parts: {
      residentBytes: '常驻内存（RSS）',
      heapBytes: 'JavaScript 堆里的对象',
      externalBytes: '对象引用的堆外内存',
      externalOwner: '引用者',
      cppHeapBytes: 'C++ 对象堆',
      restBytes: '其余的常驻内存',
      files: '打开的文件',
      sockets: '打开的 socket',
      processes: '子进程',
    },
    named: (part, name) => `${part}：${name}`,
  },
  environment: {
    runsIn: '场景运行在',
    worker: (kind) => WORKERS[kind] ?? `其他：${kind}`,
    backend: '快照由谁取得',
  },
};
