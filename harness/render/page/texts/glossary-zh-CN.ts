import type { Glossary } from './glossary.js';

/** 术语表。 The special terms in simplified Chinese. */
export const glossaryInChinese: Glossary = [
  {
    id: 'thread-local',
    forms: ['ThreadLocal'],
    gloss:
      'Java 的一种对象，每个线程可以用它存取一份自己的值。它本身只是 key，value 存放在各线程自己的 map 中。',
  },
  {
    id: 'thread-local-map',
    forms: ['ThreadLocalMap', 'map'],
    gloss:
      '每个线程存放其 ThreadLocal 的哈希表：由槽位组成的数组，每个槽位为空或存放一个条目。本报告中的是本项目对 Java 实现的移植。',
  },
  {
    id: 'thread',
    forms: ['线程'],
    gloss:
      '一条独立的执行流，有自己的 ThreadLocalMap。本项目多用 Thread 对象模拟，其代码在 Node 的 worker 线程中运行：每个 worker（worker-1 等）自带一个名为 main 的 Thread；案例可以再启动其他 Thread，它们共用该 worker 的堆。',
  },
  {
    id: 'virtual-thread',
    forms: ['虚拟线程'],
    gloss: '不对应操作系统线程的线程。本项目用 AsyncLocalStorage 实现，一个 worker 中可运行多个。',
  },
  {
    id: 'worker',
    forms: ['worker', 'worker 线程'],
    gloss: 'Node 的独立线程（少数案例中为独立进程），有自己的堆，案例代码在其中运行。',
  },
  {
    id: 'thread-pool',
    forms: ['线程池', 'worker 线程池'],
    gloss: '一组反复执行任务的线程。固定线程池保留全部线程；缓存线程池会结束长时间空闲的线程。',
  },
  {
    id: 'pool-thread',
    forms: ['线程池的线程', '池中的线程', '服务器线程', '服务器线程池的线程'],
    gloss: '反复执行任务的线程。任务结束时线程不结束，因此任务遗留在其 map 中的内容会保留。',
  },
  {
    id: 'core-thread',
    forms: ['核心线程'],
    gloss:
      '线程池即使空闲也保留的线程，数量为核心线程数。Java 的 allowCoreThreadTimeOut(true) 使其也会结束。',
  },
  {
    id: 'keep-alive-time',
    forms: ['keepAliveTime'],
    gloss: '超出核心线程数的空闲线程等待新任务的最长时间，超过后线程结束。',
  },
  {
    id: 'request',
    forms: ['请求'],
    gloss: '服务器为一个用户做的一次工作。多数案例用一次调用或一次循环来模拟。',
  },
  {
    id: 'entry',
    forms: ['条目', 'Entry'],
    gloss: 'ThreadLocalMap 中的一个键值对：弱引用 key，强引用 value。',
  },
  {
    id: 'key',
    forms: ['key'],
    gloss: '用来查找 value 的对象。在 ThreadLocalMap 中，key 就是 ThreadLocal 对象本身。',
  },
  {
    id: 'value',
    forms: ['value'],
    gloss: '用 key 存放的对象。在 ThreadLocalMap 中，就是线程 set() 的值。',
  },
  { id: 'initial-value', forms: ['初始值'], gloss: '线程尚未 set() 时，第一次 get() 存入并返回的值。' },
  {
    id: 'slot',
    forms: ['槽位', '空槽'],
    gloss: '槽位：ThreadLocalMap 数组中的一个位置，最多存放一个条目。空槽：没有条目的槽位。',
  },
  {
    id: 'home-slot',
    forms: ['起始槽位'],
    gloss: '查找一个 key 时最先检查的槽位，由哈希码算出。若已被占用，则依次使用后面的槽位。',
  },
  { id: 'hash-code', forms: ['哈希码'], gloss: '每个 ThreadLocal 创建时分配的一个数，决定其起始槽位。' },
  { id: 'run', forms: ['连续段'], gloss: '中间没有空槽的一段连续槽位，到下一个空槽为止。' },
  { id: 'hit', forms: ['命中'], gloss: '调用在最先检查的槽位中就找到自己的 key。' },
  {
    id: 'miss',
    forms: ['未命中'],
    gloss:
      '调用在最先检查的槽位中没有找到自己的 key，于是继续检查后面的槽位，直到找到自己的 key 或遇到空槽；get() 没有找到时，存入初始值。',
  },
  {
    id: 'walk',
    forms: ['探查'],
    gloss:
      '调用依次检查各个槽位，多数从起始槽位开始（最后一个槽位之后是 0 号槽位）；set() 遇到陈旧条目时还检查编号较小的相邻槽位，存入新条目后再检查其后若干个；rehash 检查全部槽位。它只能清除所检查的槽位中的陈旧条目；remove() 如果没有找到自己的 key，则一个也不清除。',
  },
  {
    id: 'stale-entry',
    forms: ['陈旧条目', '陈旧'],
    gloss: 'key 已被回收的条目。它仍引用 value（除非 value 为 null），但任何 get() 都不会再返回该 value。',
  },
  {
    id: 'expunge',
    forms: ['清除条目', '清除所探查到的陈旧条目', '清除所有陈旧条目', '清除的条目数'],
    gloss: '将陈旧条目从槽位中移除，使其 value 可以被回收（expunge）。',
  },
  {
    id: 'cleaning-call',
    forms: ['自清理', '清理操作'],
    gloss: '对 map 的一次调用（get、set 或 remove），在完成自身工作的同时可能清除陈旧条目。',
  },
  {
    id: 'rehash',
    forms: ['rehash', '重新散列'],
    gloss: '槽位占用达到三分之二（向下取整）时执行的操作：先清除所有陈旧条目；如果占用仍不少于一半，再扩容。',
  },
  { id: 'resize', forms: ['resize()', '扩容'], gloss: '将槽位数加倍，并重新放置条目，陈旧条目除外。' },
  { id: 'log2', forms: ['log2'], gloss: '以 2 为底的对数，向下取整：102 对应 6。' },
  {
    id: 'remove',
    forms: ['remove()'],
    gloss: '从当前线程的 map 中删除该 ThreadLocal 的条目，是通常的修复方法。',
  },
  {
    id: 'set',
    forms: ['set()', 'set(null)'],
    gloss: '为当前线程存入一个值。set(null) 存入 null：原来的 value 不再被引用，条目仍在。',
  },
  { id: 'get', forms: ['get()'], gloss: '返回当前线程中该 ThreadLocal 的值；如果没有，先存入初始值。' },
  {
    id: 'async-local-storage',
    forms: ['AsyncLocalStorage'],
    gloss: 'Node 的机制：将一个值传递给函数启动的所有异步工作。',
  },
  { id: 'jdk', forms: ['JDK', 'JVM'], gloss: 'JDK 是 Java 及其类库，JVM 是运行 Java 程序的引擎。' },
  {
    id: 'port',
    forms: ['移植版'],
    gloss: '本项目用 TypeScript 实现的 JDK ThreadLocalMap，已与 JDK 的录制数据核对。',
  },
  {
    id: 'recording',
    forms: ['录制数据', '实测记录'],
    gloss: '真实 JDK 执行过程的逐步记录。本项目的表必须与之一致。',
  },
  {
    id: 'course-text',
    forms: ['课文'],
    gloss: '关于 ThreadLocal 的课程讲义，以编号区分。各案例检验其中的说法。',
  },
  {
    id: 'static',
    forms: ['static'],
    gloss: '属于类而不属于对象。静态字段每个类只有一份，相当于 JavaScript 模块中的常量。',
  },
  { id: 'dropped', forms: ['不再持有'], gloss: '程序不再强引用该对象。' },
  {
    id: 'inheritable',
    forms: ['可继承', 'childValue()'],
    gloss: '创建线程时，可继承的值会复制到新线程；childValue() 决定复制什么。',
  },
  {
    id: 'class-loader',
    forms: ['类加载器'],
    gloss: 'Java 中负责加载类的对象。只要它可达，它加载的类及其静态字段所引用的对象都会保留。',
  },
  {
    id: 'deployment',
    forms: ['部署'],
    gloss: '运行中的服务器里一个 Web 应用的一个版本。卸载应用（undeploy）即停止该应用，其内存应随之释放。',
  },
  { id: 'metaspace', forms: ['Metaspace'], gloss: 'JVM 在堆外存放已加载类的内存区。' },
  { id: 'tomcat', forms: ['Tomcat'], gloss: '广泛使用的 Java Web 服务器。' },
  { id: 'spring', forms: ['Spring'], gloss: '广泛使用的 Java 服务端框架。' },
  {
    id: 'bean',
    forms: ['bean', '单例'],
    gloss: '由 Spring 创建和提供的对象，默认为单例：所有线程使用同一个。',
  },
  { id: 'dao', forms: ['DAO'], gloss: '数据访问对象：负责读写数据库中某一类数据的代码。' },
  {
    id: 'interceptor',
    forms: ['拦截器', 'afterCompletion', 'preHandle', 'afterConcurrentHandlingStarted'],
    gloss:
      'Spring 在请求前后调用的代码：请求前 preHandle，结束时 afterCompletion，请求转由其他线程继续处理时 afterConcurrentHandlingStarted。',
  },
  {
    id: 'servlet-filter',
    forms: ['Servlet 过滤器', '过滤器'],
    gloss: 'Java Web 服务器中包裹整个请求处理过程的代码，类似中间件。',
  },
  {
    id: 'scoped-value',
    forms: ['ScopedValue'],
    gloss: 'Java 中替代 ThreadLocal 的新机制：值只在一次调用期间可见。',
  },
  { id: 'using', forms: ['using 声明所在的代码块'], gloss: '该代码块结束时自动清理，抛异常时也不例外。' },
  { id: 'piscina', forms: ['piscina'], gloss: '广泛使用的 Node worker 线程池。' },
  {
    id: 'strong-reference',
    forms: ['强引用'],
    gloss: '普通的引用。只要从可达的对象有强引用指向某个对象，后者就不会被回收。',
  },
  {
    id: 'soft-reference',
    forms: ['软引用'],
    gloss: 'Java 的一种引用，内存不足时 GC 可以清除。JavaScript 中没有。',
  },
  {
    id: 'weak-reference',
    forms: ['弱引用'],
    gloss: '不会阻止对象被回收的引用：只剩弱引用时，GC 可以回收该对象。',
  },
  {
    id: 'phantom-reference',
    forms: ['虚引用'],
    gloss: 'Java 的一种引用，不能用来读取对象，只在对象被回收后发出通知。',
  },
  {
    id: 'weak-ref',
    forms: ['WeakRef'],
    gloss: 'JavaScript 的弱引用。deref() 返回该对象；对象被回收后返回 undefined。',
  },
  {
    id: 'finalization-registry',
    forms: ['FinalizationRegistry'],
    gloss: 'JavaScript 中用于在对象被回收后收到通知的机制。',
  },
  { id: 'javascript-map', forms: ['Map'], gloss: 'JavaScript 的 Map，强引用其键和值。' },
  { id: 'weak-map', forms: ['WeakMap'], gloss: 'JavaScript 的一种映射：键从别处不可达时，条目随之释放。' },
  {
    id: 'ephemeron',
    forms: ['ephemeron'],
    gloss: '一种键值对：只有键从别处可达时，值才会保留。WeakMap 的条目即是如此。',
  },
  {
    id: 'reachable',
    forms: ['可达', '不可达'],
    gloss: '可达：从 GC Root 有一条强引用链通向该对象，因此不会被回收；没有这样的链即为不可达。',
  },
  { id: 'retain', forms: ['保留'], gloss: '通过一个或一串强引用，使对象不被回收。' },
  {
    id: 'retained-size',
    forms: ['保留大小'],
    gloss: '对象被回收时可释放的字节数，包括只由它保留的其他对象。',
  },
  {
    id: 'path',
    forms: ['引用链'],
    gloss: '从 GC Root 到对象的一串引用，只要其中没有断开，对象就不会被回收。图中只画出最后一段。',
  },
  {
    id: 'retainers',
    forms: ['Retainers'],
    gloss: 'DevTools 中的面板，列出引用所选对象的各个对象，直到 GC Root。',
  },
  { id: 'leak', forms: ['泄漏'], gloss: '程序已不再需要、但仍有引用的内存，GC 无法释放。' },
  {
    id: 'gc',
    forms: ['GC', '垃圾回收器'],
    gloss: '垃圾回收：由引擎释放从 GC Root 出发经强引用链不可达的对象。',
  },
  { id: 'collected', forms: ['回收'], gloss: '从 GC Root 出发不再有强引用链到达该对象，由 GC 释放。' },
  { id: 'full-gc', forms: ['Full GC'], gloss: '对整个堆的垃圾回收，包括新老对象。' },
  {
    id: 'forced-gc',
    forms: ['强制 Full GC', '强制触发的 GC', '强制触发了 Full GC', '强制执行 Full GC', '强制 GC'],
    gloss: '由实验主动触发、而不是等引擎自行触发的垃圾回收。',
  },
  {
    id: 'young-generation',
    forms: ['新生代', '新生代 GC', 'minor GC'],
    gloss: '新生代是堆中存放新对象的部分。minor GC（即新生代 GC）只回收这一部分，因此快而频繁。',
  },
  { id: 'old-generation', forms: ['老年代'], gloss: '堆中存放经历数次新生代 GC 后仍存活的对象的部分。' },
  {
    id: 'gc-root',
    forms: ['GC Root'],
    gloss:
      'GC 的起点：全局对象、已加载模块的变量、正在执行的函数、正在运行的线程等。从这里经强引用可达的对象都会保留。',
  },
  { id: 'heap-snapshot', forms: ['堆快照', '快照'], gloss: '记录某一时刻堆中所有对象及其引用的文件。' },
  { id: 'look', forms: ['每次检查', '下一次检查'], gloss: '实验在某一时刻抓取堆快照并统计对象。' },
  {
    id: 'witness',
    forms: ['交叉核对'],
    gloss:
      '用不同的方法统计同一项：运行时直接读 map、堆快照、v8.queryObjects，能统计同一项的各方法，结果必须一致。',
  },
  { id: 'census', forms: ['census()'], gloss: '在 worker 的堆快照中统计 key、value 和陈旧条目。' },
  {
    id: 'canary',
    forms: ['探测对象', 'canary'],
    gloss: '一个没有强引用的对象。它被回收，即证明 GC 确已发生。',
  },
  { id: 'settled', forms: ['已稳定', '是否稳定'], gloss: 'GC 反复执行，直到对象数不再减少。' },
  {
    id: 'settled-promise',
    forms: ['promise 已完成', '让 promise 完成', '永不完成的 promise'],
    gloss: 'promise 兑现（fulfilled）或拒绝（rejected），即为完成。',
  },
  {
    id: 'control',
    forms: ['对照项'],
    gloss: '同一次运行中结果已知的测试对象。若不符合，本次运行不能说明问题。',
  },
  {
    id: 'job',
    forms: ['任务（job）'],
    gloss:
      'JavaScript 一次不间断的执行，从事件循环调用开始到返回为止。结束之前，V8 会保留其中新建或读取过的 WeakRef 的目标。',
  },
  { id: 'isolate', forms: ['isolate'], gloss: 'V8 的一个实例，有自己的堆。每个 worker 线程有一个。' },
];
