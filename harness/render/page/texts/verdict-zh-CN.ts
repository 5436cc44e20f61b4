import type { NamedFile, Verdict } from '../../../check/index.js';
import { kindsInChinese } from './kinds-zh-CN.js';
import { formatBytes, formatRate } from '../../../core/quantities.js';
import type { VerdictTexts } from './verdict-en.js';

const LOCALE = 'zh-CN';
const WORDS: Readonly<Record<Verdict, string>> = {
  clean: '未发现泄漏',
  leak: '有泄漏',
  inconclusive: '无法判定',
};
const ACCESS: Readonly<Record<NamedFile['access'], string>> = {
  reading: '以只读方式打开',
  writing: '以只写方式打开',
  'reading and writing': '以读写方式打开',
};
const WORKERS: Readonly<Record<string, string>> = {
  thread: '受监管进程中的 worker 线程',
  process: '独立的受监管进程',
  'in-process': '调用方所在的进程',
};

/** 简体中文的检查页面。 The page of a check in simplified Chinese. */
export const verdictInChinese: VerdictTexts = {
  title: (verdict, scenario) => `${WORDS[verdict]}：${scenario} – heapwitness`,
  skip: '跳到检查结果',
  headline: { clean: '未发现泄漏。', leak: '有泄漏。', inconclusive: '无法判定。' },
  leak: (findings) => `发现 ${findings} 处泄漏，每轮都在增长。`,
  clean: (every) =>
    every === 1
      ? '若每次迭代泄漏 1 个对象，本次运行即可检出。'
      : `若每 ${every.toLocaleString(LOCALE)} 次迭代泄漏 1 个对象，本次运行即可检出。`,
  cleanMeans: (iterations, setAside) =>
    `本次运行植入了该速率的泄漏，并已检出。场景迭代 ${iterations.toLocaleString(LOCALE)} 次，${setAside > 0 ? '其他各项' : '各项'}均未持续增长。`,
  inconclusiveMeans: '既非通过，也非失败：无法对该场景下结论。请按下面的提示处理，然后重新检查。',
  reasons: {
    'control-failed': '有对照项未通过，因此本次运行的结果不可靠。',
    'gc-not-settled': '未能强制完成 Full GC。',
    'time-budget': '在检查时限内未能得出判定。',
    'scenario-threw': '场景抛出了错误。',
    'scenario-hung': '有一次迭代未能结束。',
    'loop-blocked': '场景阻塞了自身的事件循环。',
    'worker-exited': '场景结束了自身所在的 worker。',
    'worker-crashed': '场景导致其 worker 崩溃。',
    'out-of-memory': '场景耗尽了内存。',
    'capture-failed': '未能抓取堆快照。',
    'unseen-isolate': '场景的某个子进程或某个无法读取的线程仍在运行，其堆未经检查。',
    'unowned-memory': '不属于任何 JavaScript 对象的内存有增长，快照无法说明原因。',
    'process-died': '场景所在的进程意外退出。',
  },
  variant: (variant) => `变体 ${variant}`,
  overview: '增长项',
  leftOut: (count) => `另有 ${count.toLocaleString(LOCALE)} 项未在此显示，见 report.json。`,
  countOf: (count, iterations, isRough) =>
    `${iterations.toLocaleString(LOCALE)} 次迭代留存${isRough ? '约' : ''} ${count.toLocaleString(LOCALE)} 个`,
  bytesOf: (size, iterations) => `${iterations.toLocaleString(LOCALE)} 次迭代增加 ${size}`,
  bytesEach: (size) => `每次迭代 ${size}`,
  perIteration: (count) => formatRate(count, LOCALE),
  unit: '每次迭代的泄漏量',
  rate: (perIteration) => `每次迭代 ${formatRate(perIteration, LOCALE)} 个`,
  retained: (size) => `单个保留大小 ${size}`,
  openFile: ({ name, access }) => `${name}，${ACCESS[access]}`,
  command: (command) => `命令：${command}`,
  isolates: ({ kind, names, of }, line) => {
    const word = kind === 'worker' ? '线程' : '进程';
    const started = line === null ? '' : `由 ${line} 启动的`;
    return of === 1
      ? `位于${started}${word}：${names.join('、')}`
      : `位于${started} ${of} 个${word}中的 ${names.length} 个`;
  },
  comma: '，',
  size: (bytes) => formatBytes(bytes, { bytesWord: '字节', locale: LOCALE }),
  finding: {
    traceHeading: '被谁引用',
    traceIntro: '从 GC Root 到其中一个对象，每行一个引用：',
    noTrace: '没有指向它的强引用。',
    notInHeap: '它不是堆中的对象，因此没有引用链：请查找打开后未关闭它的代码。',
    belowHeading: '由它保留、同样在增长的类',
    below: '以下类也在增长，且由上面的类保留：',
    survivorsHeading: '结束时的存活数',
    survivorsNote:
      '每轮一个点：截至该轮创建的对象中，最后一次强制 Full GC 后仍存活的数量。缓存填满后曲线趋平，泄漏则持续增长。',
    survivorsOf: (cycle, survivors, iterations) =>
      `第 ${cycle} 轮：${iterations.toLocaleString(LOCALE)} 次迭代，${survivors.toLocaleString(LOCALE)} 个仍存活。`,
    iterations: (count) => `${count.toLocaleString(LOCALE)} 次迭代`,
    holdersHeading: '断开此引用后，还被谁引用？',
    cut: '断开',
    stillHolds: (count) =>
      count === 0
        ? '断开后它们都可以回收，但其他类的对象仍被保留，引用来自'
        : `断开后仍有 ${count.toLocaleString(LOCALE)} 个被保留，引用来自`,
    from: (root) => `（来自 ${root}）`,
    nothingElse: '断开后不再有其他引用，全部可以回收。',
    notLookedFor: '未继续查找其他引用：请先断开以上引用，再重新检查。',
    showTrace: '完整引用链',
    followersHeading: '随之泄漏的对象',
    followers: '以下对象由它保留，它被回收后，它们才能回收：',
    className: '类',
    count: '对象数',
    allocated: '分配位置',
    opened: '打开位置',
    fingerprint: '指纹',
    fingerprintNote: '每次运行都相同；由以下名称计算：',
    artefactHeading: '由测量造成，与场景无关',
    artefactNote: '仅因测量而被保留。',
    remedy: '处理办法',
    artefacts: {
      'keep-during-job': 'V8 会将 WeakRef 的目标保留到当前任务（job）结束',
      'suspended-agent-frame': '测试工具中一个挂起的函数保留了它',
      'unread-error-stack': 'stack 从未被读取的 Error 会保留其栈帧',
      'inspector-console': '已连接的 inspector 会保留所有打印过的内容',
      coverage: '覆盖率统计会保留每个函数的反馈数据',
      'compiled-code': '编译后的代码保留了它',
      'own-controls': '测试工具的对照项保留了它',
    },
  },
  kinds: kindsInChinese,
  trace: {
    status: { no: '泄漏：否', unknown: '泄漏：未知', yes: '泄漏：是' },
    suspect: '可疑',
    legend: '波浪线标出可能导致泄漏的引用：断开其中一个。',
    retains: (size, objects) => `保留 ${size}，共 ${objects.toLocaleString(LOCALE)} 个对象`,
    times: (repeats) => `连续 ${repeats.toLocaleString(LOCALE)} 次`,
  },
  setAside: {
    heading: '有意忽略的项',
    note: '这些项也在增长，但检查选项已将其排除在判定之外。',
    reason: '理由',
  },
  known: {
    heading: '已知泄漏',
    note: '已知泄漏文件中列出的泄漏。到期前不影响判定。',
    until: (day) => `已知，有效期至 ${day}：`,
    expired: (day) => `已于 ${day} 到期，因此重新报告。当时的理由：`,
    unused: '本次未发现：请从文件中删除。当时的理由：',
  },
  controls: {
    heading: '本次运行的对照项',
    note: '三个结果已知的对照项在同一个 worker 中、以同样的 GC 运行。任何一项未通过，本次运行即无法判定。',
    none: '运行在执行对照项之前就已结束。',
    name: { planted: '植入的泄漏', held: '被持有的对象', dropped: '不再引用的对象' },
    passed: { planted: '已检出', held: '存活', dropped: '已回收' },
    failed: { planted: '未检出', held: '缺失', dropped: '未回收' },
  },
  evidence: {
    heading: '证据：每一轮及其 GC',
    summary: (iterations, cycles, warmup) =>
      `共 ${iterations.toLocaleString(LOCALE)} 次迭代，分 ${cycles} 轮；此前预热 ${warmup.toLocaleString(LOCALE)} 次。`,
    waited: (time) => `其中 ${time}用于等待场景的定时器。`,
    alsoRead: (names) => `还读取了 ${names.length} 个堆：${names.join('、')}。`,
    ignoredIsolates: (ignored) =>
      `按选项未读取：${ignored.map(({ name, reason }) => `${name}（${reason}）`).join('、')}。`,
    none: '运行在第一轮之前就已结束。',
    caption: '各轮，以及每轮后强制触发的 GC',
    cycle: '轮次',
    iterations: '迭代次数',
    rounds: 'Full GC 次数',
    settled: '是否稳定',
    time: '耗时',
  },
  balance: {
    caption: '内存、打开的文件与进程',
    what: '整个程序',
    first: '第一次快照',
    last: '最后一次快照',
    parts: {
      residentBytes: '常驻内存（RSS）',
      heapBytes: 'JavaScript 堆中的对象',
      externalBytes: '对象保留的堆外内存',
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
    runsIn: '场景运行于',
    worker: (kind) => WORKERS[kind] ?? `其他：${kind}`,
    backend: '快照来源',
  },
};
