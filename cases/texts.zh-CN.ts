import type { CaseTranslation } from 'heapwitness/workshop';

/** The texts of the cases in 简体中文, in the order of teaching. */
export default {
  hello: {
    title: '三十行普通的 Node 代码',
    claim: '一个条目若弱引用 key、强引用 value，垃圾回收会拿走 key，留下 value。',
    why: '表引用条目，条目引用 value，一路都是强引用；通向 key 的只有一个 WeakRef。这段程序里没有我们的任何代码，可以单独运行。',
    inShort: {
      stays: '表里有这个条目，value 就在：这里是直到程序结束',
      cure: '把条目从表里取走',
      bound: '有界：没取走的条目，每个一个 value',
    },
    variants: { leaking: '照原样运行' },
    labels: {},
    facts: { 'it prints': '程序输出' },
  },

  isolation: {
    title: '同一个 key，多个线程，各有各的 map',
    claim:
      '每个线程用自己的一个 map 存放它的所有 ThreadLocal，所以各线程的值互不相干；ThreadLocal 对象本身是共享的，一旦谁也够不着它，它在所有线程里的条目同时变成陈旧条目。',
    why: 'value 存在线程的 map 里，不在 ThreadLocal 里；ThreadLocal 只是 key。两个线程共用一个 key，就有两个条目；remove() 只取走当前线程的那一个。key 被回收后，两个条目都会留下。',
    inShort: {
      stays: '直到每个线程结束、自己 remove()，或者某次调用走过这个陈旧条目',
      cure: '在每个设过值的线程里 remove()',
      bound: '有界：每个 key 在每个线程里一个 value',
    },
    variants: {
      'shared-key-dropped': '两个虚拟线程，丢掉共享的 key',
      'virtual-threads': '同一个 worker 里的两个虚拟线程',
      workers: 'Node 的两个 worker 线程',
    },
    labels: {
      'key shared': '共享着 key',
      'after GC': 'GC 之后',
      'after remove() in thread 1, and GC': '线程 1 调用 remove() 并 GC 之后',
    },
    facts: {
      'thread 1 reads': '线程 1 读到',
      'thread 2 reads': '线程 2 读到',
      'after remove() in thread 1, it reads': '线程 1 调用 remove() 之后，它读到',
      'thread 2 still reads': '线程 2 仍然读到',
    },
  },

  'values-outlive-keys': {
    title: 'key 死了，value 还在',
    claim:
      'ThreadLocalMap 条目的 key 是弱引用，会被回收；value 是强引用，只要线程活着就一直留着，除非调用过 remove()。',
    why: 'Thread → ThreadLocalMap → Entry → value 是一条强引用链，而线程池的线程不会结束。只有条目到 key 的引用是弱的。所以垃圾回收可以拿走 key，却不能拿走 value。',
    inShort: {
      stays: '只要线程还活着，而且没有调用走过这些条目，就一直在',
      cure: '在丢掉 key 之前 remove()',
      bound: '有界：线程闲下来那一刻 map 里有多少，就是多少',
    },
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: {
      'keys held': '还握着 key',
      'after GC 1': '第 1 次 GC 之后',
      'after GC 2': '第 2 次 GC 之后',
      'after GC 3': '第 3 次 GC 之后',
    },
    facts: {
      'what a new key with the first key’s home slot reads': '与第一个 key 起始槽位相同的新 key 读到',
    },
  },

  'strong-key': {
    title: '换成强引用的 key 会好些吗？',
    claim: '泄漏并不是弱引用的 key 造成的：换成强引用只会更糟，因为 map 再也看不出哪些条目已经没人需要。',
    why: 'key 被回收，是 map 得知某个条目对谁都没用的唯一信号。强引用的 key 只要线程活着就不会被回收，于是任何操作都不会清除它的条目，key 和 value 一起留下。无论强弱，remove() 都有效。',
    inShort: {
      stays: 'key 是强引用时，线程活多久就留多久，调用什么都没用',
      cure: 'remove()；弱引用的 key 至少能让后来的调用顺手清理',
      bound: '如果每个请求都新建一个 key，就没有上限：每个请求多一个条目',
    },
    variants: {
      strong: '强引用的 key，再把每种自清理都触发一遍',
      weak: '弱引用的 key，同样的操作',
      'strong-removed': '强引用的 key，调用 remove()',
      'weak-removed': '弱引用的 key，调用 remove()',
    },
    labels: {
      'keys held': '还握着 key',
      'after GC': 'GC 之后',
      'after the cleaning calls': '触发自清理之后',
    },
    facts: { 'stale entries before the cleaning calls': '触发自清理之前的陈旧条目' },
  },

  'gc-between-set-and-get': {
    title: 'set 与 get 之间发生 GC',
    claim: 'set() 与 get() 之间发生的垃圾回收绝不会让 get() 读到 null：能调用 get() 的人，手里就握着 key。',
    why: '这个问题自己回答了自己。“通过当前的 threadLocal 对象”意味着还有一个强引用指向 key，而只被弱引用指向的对象才会被回收。最后一个强引用消失之后，也就没有可以调用 get() 的对象了。',
    inShort: {
      stays: '握着 key 时，握多久留多久，这不是泄漏；丢掉 key 之后，线程活着且没有调用走过这个条目，就一直在',
      cure: '握着 key 时无需治疗；丢掉之前先 remove()',
      bound: '有界：一个 value',
    },
    variants: {
      held: '握着 key：凡是能调用 get() 的地方都是如此',
      dropped: '丢掉 key',
    },
    labels: { 'after set()': 'set() 之后', 'after GC': 'GC 之后' },
    facts: { 'get() after GC': 'GC 之后调用 get()' },
  },

  'reference-kinds': {
    title: '强、软、弱、虚',
    claim:
      '强引用让对象在每一次回收中都活下来；弱引用做不到；虚引用根本读不到对象，只在事后报告它已经不在了。',
    why: '课文 004 列出的四种引用 Java 都有，JavaScript 有其中三种的对应物。强引用：任何普通引用。弱引用：WeakRef，第一次 full GC 发现没有更强的引用时就会清掉它，但绝不会在创建或读取它的那个 job 之内清掉：在那个 job 里，“= null”之后立刻 GC，10 个一个也拿不走。虚引用：FinalizationRegistry，在对象消失之后、在单独的任务里得到通知。软引用：没有。JavaScript 里没有哪种引用会等到内存不足才放手，所以缓存必须自己设上限。至于强引用宁可让程序崩溃也不放手，这里同样成立，见 out-of-memory。',
    inShort: {
      stays: '有强引用就一直在，直到引用被丢掉；弱引用和虚引用什么也留不住',
      cure: '丢掉最后一个强引用',
      bound: '有界：以强引用所及为限',
    },
    variants: {
      strong: '强引用',
      weak: '只有弱引用',
      phantom: '只有虚引用',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: {
      'readable after a GC in the same job': '同一个 job 里 GC 之后还读得到的个数',
      'readable after GC': 'GC 之后还读得到的个数',
      'reported as gone while strongly held': '仍有强引用时，报告为已消失的个数',
      'reported as gone after GC': 'GC 之后，报告为已消失的个数',
    },
  },

  ephemeron: {
    title: 'JavaScript 自带的解药：WeakMap',
    claim: 'WeakMap 里的 value 只在 key 能从别处到达时才活着，即使 value 引用着自己的 key 也一样。',
    why: 'WeakMap 的一对键值是一个 ephemeron：垃圾回收器先要从别的途径确认 key 还活着，才会沿着引用走到 value。ThreadLocalMap 的 Entry 只是一个普通对象，带一个弱引用和一个强引用；回收器不问 key 的死活，直接沿强引用走下去，所以 key 死了 value 还在，而 value 若引用 key，还会让 key 也活着。Java 的垃圾回收器没有 ephemeron；WeakHashMap 有同样的弱点，它的文档对此有警告。',
    inShort: {
      stays: '在 Map 里，直到条目被删除；在 WeakMap 里，直到它的 key 死去',
      cure: '改用 WeakMap',
      bound: 'Map 无界：每个 key 多一个条目；WeakMap 有界：以活着的 key 为限',
    },
    variants: {
      map: 'Map，丢掉 key',
      'weak-map': 'WeakMap，丢掉 key',
      'weak-map-keys-held': 'WeakMap，握着 key',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: { 'instances of Key': 'Key 的实例数' },
  },

  'self-cleaning': {
    title: 'map 自己能清掉什么',
    claim:
      '未命中的 get、set、remove 和重新散列（rehash）会清除一路上经过的陈旧条目；具体清掉几个，以 JDK 自己的实录为准。',
    why: '每个操作只清理自己经过的地方，顺带再多看一点点。课文里的 resize() 只对了一半：那段代码确实存在，但重新散列在扩容之前就已经清除了所有陈旧条目，没有哪个公开方法能把陈旧条目带到那一步。最后一个变体直接调用扩容，好让大家看到那个分支起作用。',
    inShort: {
      stays: '直到某次调用走过这个陈旧条目',
      cure: 'remove()，不靠运气',
      bound: '有界：以上一次 Full GC 以来设过的为限；表本身从不缩小',
    },
    variants: {
      'get-miss': '未命中的 get（pub-094-miss）',
      'set-present': 'set 在遇到自己的 key 之前先碰到陈旧条目（pub-079-gadgets）',
      'set-new': 'set 一个新 key，顺带扫描几个槽位（pub-000-seq）',
      remove: 'remove，清理它后面连续的一段（pub-033-cluster）',
      rehash: '触发重新散列的 set（pub-133-rehash）',
      resize: '单独调用扩容，任何程序都做不到（pub-218-internals）',
    },
    labels: { 'before the cleaning call': '清理操作之前', 'after it': '清理操作之后' },
    facts: {
      expunged: '清除的条目数',
      'table before, as the JDK’s': '操作前的表，与 JDK 的一致',
      'table after, as the JDK’s': '操作后的表，与 JDK 的一致',
    },
  },

  'never-touched-again': {
    title: '没人经过的地方，没人打扫',
    claim:
      '垃圾回收从来不清理 map；get、set、remove 会清理，但只清理它们经过的槽位：有时清掉全部陈旧条目，有时一个也不清。',
    why: '垃圾回收器不认识 map，它只清空弱引用。在起始槽位直接命中的 get 或 set 只看那一个槽位：各做 1,000 次什么也没清掉，所以课文 000 的“每次 get/set/remove”说得太满。未命中的 get 会清除它所在的那一段，然后存入 null，再多看 7 个槽位（102 个条目的 log2 取整，再加一），找到陈旧条目就接着往下清。先后创建的 key 散布在整张表里，于是一个接一个地找下去，100 个全部清掉。而紧挨着的 key，占着 10 到 109 号槽位，从 200 号槽位看不到；从 60 号槽位出发，清掉的是它们的后一半。',
    inShort: {
      stays: '只要没有调用走过这些条目就一直在，GC 多少次都一样',
      cure: 'remove()；没命中的 get 只清理它走过的那一段',
      bound: '有界：上一次有调用走过时 map 里有多少，就是多少',
    },
    variants: {
      idle: '什么也不调用，做 20 次 full GC',
      'hits-at-home': '1,000 次在起始槽位命中的 get 和 set',
      'misses-elsewhere': '一次未命中的 get，离那些紧挨着的 key 很远',
      'misses-among-them': '一次未命中的 get，落在它们正中间',
      'misses-in-sequence': '一次未命中的 get，所有 key 都是先后创建的',
    },
    labels: { 'keys collected': 'key 已回收', later: '之后' },
    facts: { 'full collections, at least 20': 'full GC 至少 20 次' },
  },

  'only-created': {
    title: '只创建，从不使用',
    claim: '创建之后从不使用的 ThreadLocal 什么也不会留下：第一次 set 或第一次 get 才会产生条目。',
    why: '前一句是对的，例子不对：构造函数只领取一个哈希码，并没有告诉任何线程自己的存在。100 个只创建的 ThreadLocal 产生 0 个条目，线程连 map 都没有，丢掉之后 100 个全部回收。例子只要改一处就对了：对 ThreadLocal 调用一次 set（或 get），之后什么也不调用。单是 get 就够了，因为它会把初始值存进去。',
    inShort: {
      stays: '只创建的话什么都不留；调用过 get()，初始值就和别的值一样留下',
      cure: '无需治疗；调用过 get() 就要 remove()',
      bound: '有界：什么都没有，或者每个读过的 key 一个 value',
    },
    variants: { read: '各 get 一次，之后什么也不做', created: '只创建' },
    labels: { 'keys held': '还握着 key', 'after GC': 'GC 之后' },
    facts: { 'maps of the thread': '线程的 map 个数' },
  },

  'set-null-is-not-remove': {
    title: 'set(null) 不等于 remove()',
    claim: 'set(null) 放走了 value，条目却还在，仍占着槽位；只有 remove() 才把条目取走。',
    why: '对 map 来说，null 和别的值没有两样（FACTS B7）。所以原来的 value 会被回收，条目不会；等 key 没了，它就又是一个陈旧条目。用 get 也看得出差别：set(null) 之后读到 null，remove() 之后 ThreadLocal 从初始值重新开始。',
    inShort: {
      stays: 'value 立刻走；条目和它的槽位留着，只要线程活着且没有调用走过',
      cure: 'remove()',
      bound: '有界：每个 key 在每个线程里一个空条目',
    },
    variants: { 'set-null': 'set(null)', removed: 'remove()' },
    labels: {
      'after setNull': 'set(null) 之后',
      'after remove': 'remove() 之后',
      'keys dropped, after GC': '丢掉 key，GC 之后',
    },
    facts: {
      'entries while the keys are held': '还握着 key 时的条目数',
      'the next get reads': '下一次 get 读到',
    },
  },

  'thread-exit': {
    title: '线程结束，一切随之而去',
    claim: '线程结束时它的 map 随之消失，所有条目和 value 也一起消失；而线程池的线程不会结束。',
    why: 'Thread.exit() 把线程的两个 map 都置为 null，等于在第一环就切断了 Thread → ThreadLocalMap → Entry → value 这条链。Node 的 worker 线程结束时，整个 isolate 都会消失，内存归还给进程。',
    inShort: {
      stays: '线程活多久，就留多久',
      cure: '让线程结束；线程在池里时就 remove()',
      bound: '有界：随线程一起结束',
    },
    variants: {
      alive: '线程池让线程一直活着',
      ended: '虚拟线程已经结束',
      'worker-ended': 'worker 线程已经结束',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: {
      maps: 'map 的个数',
      'calling it': '再调用它',
      'the values’ memory is back with the process': 'value 占用的内存已归还进程',
    },
  },

  'static-key': {
    title: 'static 的 ThreadLocal',
    claim:
      'static 的 ThreadLocal，key 永远不会被回收，所以每个线程的最后一个值都会留着；但一个 key 在每个线程里只留一个条目，而每个请求新建一个 key，就是每个请求留一个。',
    why: '确实如此：static 的 key，条目永远不会变成陈旧条目，线程池的每个线程都留着最后一个任务设置的值。（课文 000 说的是同一件事，不过它写成了“虚引用”，其实指的是弱引用。）但不能由此推出 static 更糟：90 个请求、3 个线程，一个 static 的 key 留下 3 个值，因为每次 set 都覆盖前一次；每个请求一个 key 则留下 90 个。课文 002 建议 static final 并配合 remove()，是对的。',
    inShort: {
      stays: '线程活着就在，或者直到该线程下一次 set()',
      cure: '任务结束时 remove()',
      bound: '有界：key 的个数 × 线程数',
    },
    variants: {
      static: '一个 static 的 key',
      'key-per-request': '每个请求新建一个 key（static 的那个也在，只是没用）',
      removed: '一个 static 的 key，调用 remove()',
    },
    labels: { 'all tasks done, after GC': '所有任务完成，GC 之后' },
    facts: {},
  },

  'stale-read': {
    title: '下一个请求是另一个人',
    claim: '复用的线程会读到上一个任务留下的值：泄漏的值同时也是一个错误的答案。',
    why: '关键在“可能”二字：value 存在线程的 map 里，get() 问的是当前所在线程的 map。刚刚服务过 Ann 的线程再来服务一位访客，就会把访客当成 Ann；换成别的线程则一切正常，所以请求不多的测试很少能发现它。在 finally 块里 remove()，每个任务离开线程时就都和来时一样。',
    inShort: {
      stays: '直到同一个线程设了别的值，或把它 remove()',
      cure: '在 finally 里 remove()',
      bound: '内存上有界，每个线程一个 value；但那是别人的数据',
    },
    variants: {
      'same-thread': '不调用 remove()，同一个线程服务两人',
      'other-thread': '不调用 remove()，另一个线程服务访客',
      removed: '在 finally 里 remove()，同一个线程服务两人',
    },
    labels: { 'both served, after GC': '两人都服务完，GC 之后' },
    facts: { 'Ann is': 'Ann 被认作', 'the visitor is': '访客被认作' },
  },

  'value-holds-key': {
    title: '引用着自己 key 的 value',
    claim:
      '当 value 引用着自己的 ThreadLocal，key 永远不会被回收，条目永远不会变成陈旧条目：每个请求多一个条目，没有上限。',
    why: 'key 为 null 的 value，恰恰是不会无限累加的那一种：后来的 set 会经过其中一些，在这里每一轮都把上一轮的 50 个全部清掉，所以数目停在 50。真正累加的，是 key 还活着的那些：Thread → ThreadLocalMap → Entry → value → key 一路都是强引用，旁边那个弱引用毫无用处（FACTS D14）。在 map 看来，这样的条目就是有人需要的：50、100、150。',
    inShort: {
      stays: '线程活多久就留多久：条目永远不会变陈旧',
      cure: 'remove()，或者让 value 不引用自己的 key',
      bound: '无界：每个请求多一个条目',
    },
    variants: { cycle: 'value 引用自己的 key', 'no-cycle': '不引用', removed: '引用，但调用 remove()' },
    labels: {
      'after 50 requests and GC': '50 个请求并 GC 之后',
      'after 100 requests and GC': '100 个请求并 GC 之后',
      'after 150 requests and GC': '150 个请求并 GC 之后',
    },
    facts: { 'values after each cycle': '每一轮之后的 value 数' },
  },

  'out-of-memory': {
    title: '直到尽头',
    claim: '不断堆积的 value 最终以内存溢出收场；调用 remove()，同样的负载可以一直跑下去。',
    why: '课文说“可能”，这里是必然：value 引用着自己的 key，所以没有条目会变成陈旧条目（见 value-holds-key），每个请求都永久留下 4 KiB。32 MiB 的堆放得下 8,192 个这样的 value，还要减去 Node 自身的需要。课文说的是 key 为 null 的 value；那些在设置新 key 的时候会被清掉，虽然迟，终究会清，所以只堆积到那个程度。调用 remove()，100,000 个请求之后的堆和一个请求之后一样空。',
    inShort: { stays: '直到 worker 内存耗尽', cure: 'remove()', bound: '无界：只受堆上限限制' },
    variants: {
      leaking: '不调用 remove()',
      cured: '调用 remove()，请求数是前者最多能撑住的十倍',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: {
      'it ends with': '结局',
      'requests before the end, within 2000 and 10000': '结束之前的请求数在 2000 到 10000 之间',
      'requests served': '已服务的请求数',
    },
  },

  inheritable: {
    title: '线程池的线程继承了什么',
    claim:
      '线程在构造时从创建者那里把可继承的值复制一次；线程池的线程执行所有任务时用的都是这份副本，创建者后来做什么都不影响它。',
    why: '课文给出了这个字段，却没有说是谁填的。填它的是 Thread 的构造函数，数据来自正在构造它的线程（FACTS E2、E18）：哪个请求碰巧最先用到线程池，就把自己的用户交给了池里的线程，之后的所有任务看到的都是这个用户。它自己后来的 set() 和 remove() 已经太迟，而且只作用于它自己的 map。重写 childValue() 可以决定交出什么；在子线程里 remove() 会取走那份副本，之后子线程不会再继承一次（E15）。',
    inShort: {
      stays: '池里的线程活多久就留多久',
      cure: '让 childValue() 什么都不传，或者在子线程里 remove()',
      bound: '有界：每个 key 在每个线程里一个 value',
    },
    variants: {
      inherited: '原样继承',
      'child-value': 'childValue() 交出 null',
      'removed-in-child': '每个任务结束时 remove()',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: { 'three tasks of later requests read': '后来请求的三个任务读到' },
  },

  'try-finally': {
    title: 'remove() 应当写在 finally 里',
    claim:
      '写在业务代码之后的 remove()，业务代码一抛异常就被跳过；写在 finally 块里，或由 using 块收尾，就不会。',
    why: '异常立刻离开方法，业务代码后面的那一行根本执行不到。线程带着 map 里的用户回到线程池，直到同一线程上后来的某个请求把它清掉。这里有四个请求失败：pool-2 和 pool-3 上失败的请求之后还有一个成功的，所以只有 pool-1 和 pool-4 上最后一个请求的用户留了下来。key 是 static 的，无论如何都活着。',
    inShort: {
      stays: '直到同一线程的下一个任务重新设值或 remove()',
      cure: '在 finally 里 remove()，或者 using bound = local.bind(value)',
      bound: '有界：每个线程一个 value',
    },
    variants: {
      'after-the-work': 'remove() 写在业务代码之后',
      'in-finally': 'remove() 写在 finally 里',
      using: 'using bound = userHolder.bind(user)',
    },
    labels: { 'all requests done, after GC': '所有请求处理完，GC 之后' },
    facts: {
      'requests that failed': '失败的请求数',
      'the next request on each thread finds': '每个线程上的下一个请求看到',
    },
  },

  interceptor: {
    title: '由拦截器收拾',
    claim:
      '一个静态的 remove 工具方法，放在拦截器的 afterCompletion 里调用，每个请求之后都会把用户取走，处理器抛异常时也一样。',
    why: '服务器的线程比它的请求活得久。谁在请求到来时设置了值，谁就得在请求结束时 remove；而请求的所有结束方式，只有分发器全都看得到。不这样做，每个线程都会留下一个用户；而自己没有用户的请求，比如这里的最后一个，就会被当成同一线程上的前一个用户。',
    inShort: {
      stays: '直到同一线程处理的另一个请求重新设值或 remove()',
      cure: '拦截器在 afterCompletion 里 remove()，处理器抛异常时也一样',
      bound: '有界：每个线程一个 value',
    },
    variants: {
      without: '没有 afterCompletion',
      with: 'afterCompletion 调用静态的 remove 工具方法',
      'handler-throws': '同上，而处理器抛出异常',
    },
    labels: { 'the server is idle, after GC': '服务器空闲，GC 之后' },
    facts: { answers: '应答', 'a request without a user': '没有用户的请求' },
  },

  'singleton-bean': {
    title: '一个 bean，多个线程',
    claim: '单例若把某个任务的状态放在字段里，各个任务就会串在一起；放进 ThreadLocal，每个任务各有一份。',
    why: '字段对所有线程只有一个位置，最后写入的人说了算；而 bean 和程序活得一样久，那位客户也就永远留着。ThreadLocal 也只是一个对象，但它只是 key：每个线程在自己的 map 里各有位置。说它“完美”，只对同时调用 remove() 的人成立，这个 bean 就是这样做的；无状态的 bean 则两者都不需要。',
    inShort: {
      stays: '放在字段里，直到下一个订单把它覆盖；放在 ThreadLocal 里，直到 bean 自己 remove()',
      cure: '用 ThreadLocal，并且 remove()',
      bound: '有界：每个 bean 一个，或每个线程一个',
    },
    variants: {
      field: 'bean 把客户放在字段里',
      'thread-local': 'bean 把客户放在 ThreadLocal 里',
    },
    labels: {
      'all have begun, none has finished': '都已开始，都未完成',
      'all have finished, after GC': '全部完成，GC 之后',
    },
    facts: {
      'customers alive while all wait': '都在等待时存活的客户数',
      'the orders are finished for': '订单最后记在谁名下',
    },
  },

  transaction: {
    title: '一个事务，一个连接',
    claim: '事务把连接绑定到线程，好让所有 DAO 共用它；事务完成后必须解除绑定，否则连接池会枯竭。',
    why: 'doBegin 取一个连接并调用 bindResource；DAO 来要连接，拿到的就是绑定在本线程上的那一个；doCleanupAfterCompletion 调用 unbindResource，后者调用 doUnbindResource，也就调用了 remove()，再把连接还回去。没有这一步，线程在任务之间一直占着连接。线程比连接多一个时，最后那个线程等待的归还再也没有人来做：其他线程都已经结束了任务。泄漏不必很大，就能让程序停下来。',
    inShort: {
      stays: '线程活着，连接就一直绑着，连接池就少一个',
      cure: '完成后解除绑定：doCleanupAfterCompletion → unbindResource → doUnbindResource',
      bound: '内存上有界，有多少连接就是多少；但连接池会枯竭',
    },
    variants: {
      'no-unbind': '没有 doCleanupAfterCompletion',
      unbind: '完成后解除绑定',
      rollback: '同上，而每个事务都回滚',
    },
    labels: { 'all transactions done or waiting, after GC': '所有事务已完成或在等待，GC 之后' },
    facts: {
      transactions: '各个事务',
      'threads that wait while all others have finished': '其他线程都已完成时仍在等待的线程数',
      'idle connections': '空闲连接数',
      'in the database': '数据库里',
    },
  },

  'scoped-value': {
    title: '没有什么需要 remove',
    claim: 'ScopedValue 只在一次调用期间绑定，调用结束即解除，无论怎样结束：没有什么可以忘记 remove。',
    why: '没有哪个线程为它准备 map。绑定属于这次调用，调用结束之后，线程池的线程手里什么也没有。它不能被 set，只能被内层调用遮住。即使调用忘了清掉一个定时器，定时器抓住的也只是已经结束的作用域，而后者早已放开了自己的值。',
    inShort: {
      stays: '直到绑定它的那次调用返回或抛出异常',
      cure: '作用域结束就是治疗：没有什么需要 remove',
      bound: '有界：以正在进行的调用为限',
    },
    variants: {
      bound: '在线程池的线程上，为一次调用绑定',
      'left-over': '每次调用都留下一个从不清除的定时器',
      nested: '内层调用绑定另一个值',
      exception: '调用抛出异常',
      unbound: '在没有绑定的地方 get()',
    },
    labels: { 'during the calls': '调用期间', 'after the calls, and GC': '调用结束，GC 之后' },
    facts: {
      'values alive during the calls': '调用期间存活的 value 数',
      'calls that saw their own': '始终看到自己那个值的调用数',
      'seen before, in and after the inner call': '内层调用之前、之中、之后看到',
      'seen after the exception': '异常之后看到',
      'get() throws': 'get() 抛出',
    },
  },

  'async-context': {
    title: 'Node 里的“线程”是什么',
    claim:
      '虚拟线程能活多久，取决于还有没有可到达的东西在等它：一个 promise、一个定时器。在那之前它的 value 也活着，过后就不再活着。',
    why: '在 Java 里，正在运行的线程就是 GC 根。在 Node 里，许多条控制流轮流占用一个线程，“当前是谁”借助 AsyncLocalStorage 随异步工作一起传递。所以，谁握着剩下的工作，谁就握着线程、它的 map 和 value：一个还有人能兑现的 promise，一个尚未触发的定时器。工作完成，线程结束，放开 map。而等待一个谁也够不着的 promise 的线程，永远不会结束，却会像结束了一样被回收：课文的规则在这里不成立。',
    inShort: {
      stays: '只要还有够得着的东西可能让线程继续：一个 promise，一个定时器',
      cure: '让 promise 有结果，清除定时器，结束线程',
      bound: '如果每个请求都留下一个永远不会继续的，就没有上限',
    },
    variants: {
      promise: '等待一个被握着、却永不兑现的 promise',
      timer: '等待一个定时器',
      ended: '已经结束',
      settled: 'promise 已兑现，所以都结束了',
      unreachable: '等待一个谁也够不着的 promise',
    },
    labels: { 'after GC': 'GC 之后' },
    facts: { threads: '线程数' },
  },

  'three-captures': {
    title: '拍照的三种方式',
    claim:
      '在一个 worker 进程里，同一个泄漏无论由 Node 自己、heapdump 还是 v8-profiler-next 抓取快照，看到的都一样：照片不取决于相机。',
    why: '三者都是请 V8 为同一个堆写出同样的快照。两个原生包在 worker 线程里会崩溃，所以这个案例的 worker 是一个进程。哪个没有安装，就写明名字和原因，其余的仍须一致。',
    inShort: {
      stays: '只要线程还活着，而且没有调用走过这些条目，就一直在',
      cure: 'remove()',
      bound: '有界：线程闲下来那一刻 map 里有多少，就是多少',
    },
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: {
      'captured by node:v8': '由 node:v8 抓取',
      'captured by heapdump': '由 heapdump 抓取',
      'captured by v8-profiler-next': '由 v8-profiler-next 抓取',
    },
    facts: { 'values, by every backend that is here': '每一种可用的抓取方式数到的 value' },
  },
} satisfies Readonly<Record<string, CaseTranslation>>;
