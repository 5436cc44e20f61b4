import type { CaseTranslation } from 'heapwitness/workshop';

/** The texts of the cases in 简体中文, in the order of teaching. */
export default {
  hello: {
    title: '三十行普通的 Node 代码',
    claim: '条目弱引用 key、强引用 value 时，GC 会回收 key，value 则会保留。',
    why: '从表到条目、从条目到 value 都是强引用；指向 key 的只有一个 WeakRef。这段程序不含本项目的任何代码，可以单独运行。',
    inShort: {
      stays: 'value 在条目留在表中时一直保留：本例中直到程序结束',
      cure: '从表中删除条目',
      bound: '无上限：每个未删除的条目保留一个 value；本例只有一个条目',
      collections: '没有用：从表到条目、从条目到 value 都是强引用，GC 只能回收 key',
      calls: '本程序没有可删除条目的调用：set() 只会添加条目',
    },
    variants: { leaking: '原样运行' },
    labels: {},
    facts: { 'it prints': '程序输出' },
  },

  isolation: {
    title: '同一个 key，多个线程，各有各的 map',
    claim:
      '每个线程有自己的 map，存放其所有 ThreadLocal 的值，因此各线程的值互不影响；ThreadLocal 对象本身是共享的，它被回收后，在所有线程中的条目都成为陈旧条目。',
    why: 'value 存放在线程的 map 中，不在 ThreadLocal 中；ThreadLocal 只是 key。两个线程共用一个 key 时有两个条目；remove() 只删除当前线程的条目。key 被回收后，两个条目都会保留。',
    inShort: {
      stays:
        '不再引用共享的 key：各线程中的 value 保留到对该线程 map 的某次调用清除该条目，或线程结束；仍引用 key：保留到该线程调用 remove() 或结束',
      cure: '在仍能访问 key 时，在每个设置过值的线程中调用 remove()',
      bound: '有上限：每个线程每个 key 一个 value',
      collections: '没有用：GC 只回收不再被引用的 key，两个线程的 value 都保留',
      calls: 'remove()，但只对调用它的线程有效',
    },
    variants: {
      'shared-key-dropped': '两个虚拟线程，不再持有共享的 key',
      'virtual-threads': '同一个 worker 中的两个虚拟线程',
      workers: 'Node 的两个 worker 线程',
    },
    labels: {
      'key shared': '共享 key 时',
      'after GC': 'GC 后',
      'after remove() in thread 1, and GC': '线程 1 调用 remove() 并 GC 后',
    },
    facts: {
      'thread 1 reads': '线程 1 读到',
      'thread 2 reads': '线程 2 读到',
      'after remove() in thread 1, it reads': '线程 1 调用 remove() 后，线程 1 读到',
      'thread 2 still reads': '线程 2 仍然读到',
    },
  },

  'values-outlive-keys': {
    title: 'key 已回收，value 仍在',
    claim:
      'ThreadLocalMap 条目的 key 是弱引用，会被回收；value 是强引用：如果没有在持有 key 时调用 remove()，就一直保留到对 map 的某次调用清除该陈旧条目，或线程结束为止。',
    why: 'Thread → ThreadLocalMap → Entry → value 是一条强引用链，而线程池的核心线程不会因空闲而结束。只有条目对 key 的引用是弱引用。因此，只要不再有强引用指向 key（讲义没有提到这个前提：static 的 key 不会被回收），GC 就可以回收它，而不能回收 value。value 有三种释放途径，本例演示第一种 remove()；第二种见案例“没有被探查到的槽位不会被清理”，第三种见“线程结束，全部释放”。新 key 的 get() 在最后一次检查之后执行：它遇到一个陈旧条目，读不到任何旧的 value。',
    inShort: {
      stays: '不调用 remove()：保留到对 map 的某次调用清除该条目，或线程结束',
      cure: '趁还持有 key 的引用时调用 remove()',
      bound:
        '有上限：新 key 占满三分之二的槽位（256 个中的 170 个）时，map 先清除所有陈旧条目，然后才可能扩容；本例只运行到 100 个 value',
      collections: '没有用：强制 GC 三次，每次之后存活的 value 都是 100 个',
      calls:
        '在释放 key 的引用之前，在同一线程上调用 remove()；此后，存入新 key 的 set()、找到自己 key 的 remove() 和未命中的 get() 也有用，但只能清除所探查槽位中的陈旧条目',
    },
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: {
      'keys held': '持有 key 时',
      'keys dropped, after GC 1': '释放对 key 的引用，第 1 次 GC 后',
      'after GC 2': '第 2 次 GC 后',
      'after GC 3': '第 3 次 GC 后',
    },
    facts: {
      'get() of a new key, which begins to search in the first key’s slot':
        '起始槽位与第一个 key 相同的新 key，其 get() 的返回值',
    },
  },

  'strong-key': {
    title: '改用强引用 key 会更好吗？',
    claim: '泄漏并非由弱引用 key 造成：改用强引用 key 更糟，因为 map 无法再识别哪些条目已不再需要。',
    why: 'key 被回收，是 map 得知条目不再需要的唯一依据。只要线程存活、条目仍在 map 中，强引用 key 就不会被回收，因此除 remove() 外，任何调用都不会删除它的条目，key 和 value 都会保留。使用弱引用 key 时，value 同样保留，直到某次调用清除条目：本例中是新 key 的 get()，它存入条目后会在其后查找陈旧条目。无论强引用还是弱引用，remove() 都有效。课文说两者都会泄漏，这一点正确，但两者仍有差别。Java 没有强引用 key 的 map，这一半是本例自己的代码。',
    inShort: {
      stays:
        '强引用 key 且不调用 remove()：无论对其他 key 调用什么，都保留到线程结束；弱引用 key：保留到对 map 的某次调用清除该陈旧条目，或线程结束',
      cure: 'remove()，对两种 key 都有效；弱引用 key 只是让后续调用有机会清理',
      bound:
        '强引用 key：无上限，每个新建 key 的请求增加一个条目；弱引用 key：key 被回收后有上限，map 扩容之前先清除所有陈旧条目（本例只有 9 个请求，均未验证）',
      collections: '强引用 key：没有用，连 key 都不会被回收；弱引用 key：没有用，GC 回收 key，value 仍保留',
      calls:
        'remove()；弱引用 key 时，还有 16 个新 key 的 get() 和 remove()，它们清除了全部 9 个陈旧条目；强引用 key 时，这些调用一个也没有清除',
    },
    variants: {
      strong: '强引用 key，执行自清理调用',
      weak: '弱引用 key，同样的调用',
      'strong-removed': '强引用 key，调用 remove()',
      'weak-removed': '弱引用 key，调用 remove()',
    },
    labels: {
      'keys held': '持有 key 时',
      'after GC': 'GC 后',
      'after the cleaning calls': '触发自清理后',
    },
    facts: { 'stale entries before the cleaning calls': '触发自清理前的陈旧条目数' },
  },

  'gc-between-set-and-get': {
    title: 'set 与 get 之间发生 GC',
    claim: 'set() 与 get() 之间发生的 GC 绝不会使 get() 读到 null：能调用 get() 的代码必然持有 key。',
    why: '问题本身就含答案。“通过当前的 threadLocal 对象”意味着存在指向 key 的强引用，而只有在没有强引用时，弱引用的对象才会被回收。最后一个强引用消失后，也就没有可以调用 get() 的对象了。',
    inShort: {
      stays:
        '仍引用 key：保留到不再引用为止，这不是泄漏；不再引用 key：保留到对 map 的某次调用清除该条目，或线程结束',
      cure: '仍引用 key 时无需修复；不再引用 key 之前调用 remove()',
      bound: '有上限：一个 key 一个 value',
      collections: '没有用：仍被引用的 key 不会被回收；不再引用时，GC 回收 key，value 仍保留',
      calls: '不再引用 key 之前的 remove()；get() 只读取 value，GC 之后也能读到',
    },
    variants: {
      held: '持有 key：凡是能调用 get() 的地方都是如此',
      dropped: '不再持有 key',
    },
    labels: { 'after set()': 'set() 后', 'after GC': 'GC 后' },
    facts: { 'get() after GC': 'GC 后调用 get()' },
    values: { 'get() cannot be called: there is no key': '已无法调用 get()：没有可用的 key' },
  },

  'reference-kinds': {
    title: '强引用、软引用、弱引用、虚引用',
    claim:
      '强引用的对象在任何一次 GC 中都不会被回收；弱引用的对象则会；虚引用根本无法读取对象，只在对象被回收后报告。',
    why: '课文 004 列出的四种引用 Java 都有，JavaScript 有其中三种的对应物。强引用：任何普通引用。弱引用：WeakRef，最迟在第一次发现没有更强引用的 Full GC 中被清除（见 young-collection），但绝不会在创建或读取它的那个任务（job）内被清除：在该任务（job）内，“= null”之后立即 GC，10 个都不会被回收。虚引用：FinalizationRegistry，在对象被回收后、于单独的宏任务中收到通知。软引用：没有。JavaScript 中没有哪种引用会保留到内存不足时才释放，因此缓存必须自行设置上限。强引用即使导致程序崩溃也会保留对象，这一点在此同样成立，见 out-of-memory。',
    inShort: {
      stays: '强引用：保留到程序释放该引用；弱引用和虚引用：不会阻止对象被回收',
      cure: '释放最后一个强引用',
      bound: '有上限：被强引用的对象，本例为 10 个',
      collections: '强引用：没有用；弱引用和虚引用：有用，但在创建或读取 WeakRef 的那个任务（job）内除外',
      calls: '与 ThreadLocal 的调用无关：有用的是释放最后一个强引用',
    },
    variants: {
      strong: '强引用',
      weak: '只有弱引用',
      phantom: '只有虚引用',
    },
    labels: { 'after GC': 'GC 后' },
    facts: {
      'readable after a GC in the same job': '同一任务（job）内 GC 后仍可读取的个数',
      'readable after GC': 'GC 后仍可读取的个数',
      'reported as gone while strongly held': '仍有强引用时报告为已回收的个数',
      'reported as gone after GC': 'GC 后报告为已回收的个数',
    },
  },

  ephemeron: {
    title: 'JavaScript 自带的修复：WeakMap',
    claim: 'WeakMap 中的值，只有键从别处可达时才存活，即使值引用自己的键也是如此。',
    why: 'WeakMap 的键值对是 ephemeron：垃圾回收器确认键从别处可达之后，才会沿引用处理值。ThreadLocalMap 的 Entry 是普通对象，有一个弱引用和一个强引用。垃圾回收器直接沿强引用处理，不检查 key，因此 key 被回收后 value 仍在；如果 value 引用 key，key 也不会被回收。Java 的垃圾回收器没有 ephemeron；WeakHashMap 有同样的缺陷，其文档对此有警告。',
    inShort: {
      stays: 'Map：保留到键值对被删除；WeakMap：保留到键从别处不再可达',
      cure: '改用 WeakMap',
      bound: 'Map：无上限，每个键增加一个键值对；WeakMap：有上限，从别处可达的每个键一个值',
      collections: 'Map：没有用；WeakMap：有用，不再引用键之后的第一次 GC 就回收全部键和值',
      calls: 'Map：只有 delete() 或 clear()；WeakMap：无需任何调用',
    },
    variants: {
      map: 'Map，不再持有键',
      'weak-map': 'WeakMap，不再持有键',
      'weak-map-keys-held': 'WeakMap，持有键',
    },
    labels: { 'after GC': 'GC 后' },
    facts: { 'instances of Key': 'Key 的实例数' },
    source: {
      file: '课文以外的资料：ECMA-262 第 6 版，23.3 节',
      translation:
        '如果作为 WeakMap 键的对象，只有沿着从该 WeakMap 出发的引用链才可达，则该键值对不可访问，会自动从 WeakMap 中移除。因此，从值指回自己的键的引用链不算。',
    },
  },

  'self-cleaning': {
    title: 'map 能自行清理什么',
    claim:
      'get（未命中时）、set、remove 和重新散列（rehash）会清除所探查到的陈旧条目；清除多少个，以 JDK 的录制数据为准。',
    why: '条目强引用 value，因此陈旧条目的 value 会保留到该条目被清除。每个操作只清理所探查的槽位（会遗漏什么，见案例“没有被探查到的槽位不会被清理”）；本例最后剩下的 value 都在使用中。引文的说法部分成立：set、remove 和 resize 确会清理，但除 rehash 之外，没有操作会检查所有槽位；引文未提 get()，未命中的 get() 同样会清理，直接命中的则不检查其他槽位。关于 resize() 的说法是对的：rehash 先清除所有陈旧条目，再扩容；如果 JVM 恰好在两步之间回收了 key，扩容时就不会带上这些条目。在本移植版中，一次调用期间 key 不会被回收，因此没有公开操作能把陈旧条目带到那一步；最后一个变体直接调用扩容，以展示该分支的作用。未命中的 get 会以自己的 key 存入初始值（本例为 null），因此多出一个条目；存入之后再检查后面若干个槽位，清除其中的陈旧条目。',
    inShort: {
      stays: '陈旧条目及其 value：保留到对 map 的某次调用清除该条目，或线程结束',
      cure: '趁还持有 key 的引用时调用 remove()：不取决于后续调用探查哪些槽位',
      bound: '有上限：map 扩容之前先清除所有陈旧条目；表本身从不缩小',
      collections: '没有用：GC 只会使条目变为陈旧条目，清除条目要靠对 map 的调用',
      calls:
        '未命中的 get()、存入新 key 的 set() 和找到自己 key 的 remove()，各自只清理所探查的槽位；rehash 清理整张表；直接命中的 get() 不清除任何条目',
    },
    variants: {
      'get-miss': '未命中的 get（pub-094-miss）',
      'set-present': 'set，在遇到自己的 key 之前先遇到陈旧条目（pub-079-gadgets）',
      'set-new': 'set 新 key，扫描若干个槽位（pub-000-seq）',
      remove: 'remove，清理其后的连续段（pub-033-cluster）',
      rehash: '触发 rehash 的 set（pub-133-rehash）',
      resize: '单独扩容，不带上陈旧条目（pub-218-internals）',
    },
    labels: { 'before the cleaning call': '清理操作前', 'after it': '清理操作后' },
    facts: {
      expunged: '清除的条目数',
      'table before, as the JDK’s': '操作前的表，与 JDK 一致',
      'table after, as the JDK’s': '操作后的表，与 JDK 一致',
    },
  },

  'never-touched-again': {
    title: '没有被探查到的槽位不会被清理',
    claim:
      'GC 从不清除条目；对 map 的调用会清除，但只清理所探查的槽位：本例中或清除全部陈旧条目，或清除一半，或一个也不清除。',
    why: '垃圾回收器不了解 ThreadLocalMap，只会清除其条目的弱引用。在起始槽位命中的 get 或 set 只检查那一个槽位：各执行 1,000 次也不清除任何条目，因此课文 000 的“每次 get/set/remove”说得过于绝对。未命中的 get 清除从起始槽位到所在连续段末尾的陈旧条目，然后存入 null，再检查若干个槽位：map 有 102 个条目时为 7 个（log2 取整，再加一）；每找到一个陈旧条目，就继续清理。先后创建的 key 分散在整张表中，因此检查从一个延续到下一个，直到 100 个全部清除。占据 10 到 109 号槽位的相邻 key，从 200 号槽位检查不到；从 60 号槽位出发，则清除 60 到 109 号槽位的条目，因为检查总是继续到下一个槽位（最后一个槽位之后是 0 号槽位）。',
    inShort: {
      stays:
        '没有调用、命中、在远处未命中：100 个 value 全部保留；在其中未命中：保留 50 个；key 先后创建：不保留。剩下的保留到对 map 的某次调用清除其条目，或线程结束',
      cure: '释放 key 的引用之前调用 remove()；未命中的 get() 只清除所探查到的条目',
      bound:
        '有上限：新 key 占满三分之二的槽位（256 个中的 170 个）时，map 先清除所有陈旧条目，然后才可能扩容；本例只运行到 100 个 value',
      collections: '没有用：再强制 Full GC 20 次，100 个 value 仍全部保留',
      calls:
        '未命中的 get()，限于所探查的槽位；在起始槽位命中的 get() 和 set() 各 1,000 次，一个也不清除；存入新 key 的 set() 和 remove()，见案例“map 能自行清理什么”',
    },
    variants: {
      idle: '没有任何调用，强制 Full GC 20 次',
      'hits-at-home': '1,000 次在起始槽位命中的 get 和 set',
      'misses-elsewhere': '一次未命中的 get，远离相邻的 key',
      'misses-among-them': '一次未命中的 get，起点在相邻的 key 正中间',
      'misses-in-sequence': '一次未命中的 get，所有 key 先后创建',
    },
    labels: { 'keys collected': 'key 已回收', later: '之后' },
    facts: { 'times that full GCs were forced': '强制 Full GC 的次数' },
  },

  'only-created': {
    title: '只创建，从不使用',
    claim: '创建后从不使用的 ThreadLocal 不会留下任何条目：第一次 set 或第一次 get 才会创建条目。',
    why: '第一句正确，例子不正确：构造函数只分配一个哈希码，不会在任何线程中登记。只创建的 100 个 ThreadLocal 产生 0 个条目，线程连 map 都没有，不再持有后 100 个全部被回收。例子改动一处即可成立：对 ThreadLocal 调用一次 set（或 get），之后什么也不调用。仅 get 就足够，因为它会存入初始值。',
    inShort: {
      stays: '只创建：没有任何保留；各 get 一次：初始值保留到对 map 的某次调用清除其条目，或线程结束',
      cure: '只创建：无需修复；调用 get() 之后：不再引用 key 之前调用 remove()',
      bound: '有上限：只创建时没有 value；否则每个读取过的 key 一个 value，本例为 100 个',
      collections: '只创建：key 被回收，此外没有其他内容；各 get 一次：没有用，key 被回收，value 仍保留',
      calls: 'remove()；get() 则相反：它会存入初始值',
    },
    variants: { read: '各 get 一次，之后什么也不调用', created: '只创建' },
    labels: { 'keys held': '持有 key 时', 'after GC': 'GC 后' },
    facts: { 'maps of the thread': '线程的 map 数' },
  },

  'set-null-is-not-remove': {
    title: 'set(null) 不等于 remove()',
    claim: 'set(null) 之后 value 可以被回收，但条目仍在，继续占用槽位；remove() 会删除条目。',
    why: 'set(null) 只把条目的 value 换成 null，map 把 null 当作普通值处理（docs/jdk-facts.md，B7）。原来的 value 可以被回收；条目不能，因为从线程到 map、再到条目都是强引用。key 被回收后，该条目变为陈旧条目，其 value 为 null。（第一次检查之前虽未强制 GC，value 已为 0，因为抓取堆快照本身会先触发 GC。）用 get() 也能看出差别：set(null) 后读到 null，remove() 后再次 get() 会重新得到初始值。',
    inShort: {
      stays:
        'value：由 set(null) 之后的第一次 Full GC 回收；条目：保留到调用 remove()，或 key 被回收后对 map 的某次调用将其清除，或线程结束',
      cure: '趁还持有 key 的引用时调用 remove()',
      bound:
        'key 被回收之后有上限：如果继续设置新 key，map 扩容之前先清除所有陈旧条目（本例未验证）；本例只运行到 100 个 value 为 null 的条目',
      collections: 'value 在第一次 Full GC 时即被回收，无需多次；条目则无论 GC 多少次都不会消失',
      calls:
        'remove() 删除条目；set(null) 只释放 value，随后 get() 读到 null；对其他 key 的调用，只有探查到该槽位时才会清除陈旧条目',
    },
    variants: { 'set-null': 'set(null)', removed: 'remove()' },
    labels: {
      'after setNull': 'set(null) 后',
      'after remove': 'remove() 后',
      'keys dropped, after GC': '释放对 key 的引用并 GC 后',
    },
    facts: {
      'entries while the keys are held': 'key 仍被强引用时的条目数',
      'the next get() reads': '随后对第一个 key 调用 get()，得到的用户',
    },
  },

  'thread-exit': {
    title: '线程结束，全部释放',
    claim: '线程结束时，它的 map、所有条目，以及没有其他引用的 value 一并释放；而线程池的核心线程不会结束。',
    why: 'Thread.exit() 将线程的两个 map 都置为 null，从第一环断开 Thread → ThreadLocalMap → Entry → value 这条引用链。线程池保留核心线程；超出核心数的线程，以及缓存线程池的所有线程，空闲超过 keepAliveTime 后结束，所引用的对象随之释放。Node 的 worker 线程结束时，整个 isolate 都会销毁，内存归还给进程。',
    inShort: {
      stays: '线程由线程池保留：保留到线程结束，或对其 map 的某次调用清除这些条目；线程已结束：没有任何保留',
      cure: '让线程结束；线程池的核心线程不会结束，应调用 remove()',
      bound: '有上限：本例为 100 个 value，线程结束后为 0',
      collections: '线程结束之前没有用；结束之后，下一次 GC 回收全部 value',
      calls: '不再引用 key 之前的 remove()；本例没有其他调用',
    },
    variants: {
      alive: '线程由线程池保留',
      ended: '虚拟线程已结束',
      'worker-ended': 'worker 线程已结束',
    },
    labels: { 'after GC': 'GC 后' },
    facts: {
      maps: 'map 数',
      'calling it': '结束后再调用',
      'the values’ memory is back with the process': 'value 占用的内存已归还给进程',
    },
    values: { answered: '仍有响应' },
  },

  'keep-alive': {
    title: '空闲线程会超时退出的线程池',
    claim:
      '超出核心线程数的线程，空闲达到 keepAliveTime 后结束，所持有的内容随之全部释放。核心线程默认不会因空闲而结束；如果线程每次空闲不到 keepAliveTime 就又领到任务，也不会结束。只要没有任务将其删除或清除，这些线程的 map 中的内容就一直保留。',
    why: '四个任务各处理 25 个请求，每个请求以新建的 key 存入一个 value，此后不再有强引用指向该 key，共 100 个 value。条目弱引用 key，强引用 value，因此 key 被回收，而只要线程存活，且没有调用清除其条目，value 就一直保留。线程结束，泄漏才终止（见案例“线程结束，全部释放”）；仅仅空闲并不够。本例线程池创建和结束线程的规则与 Java 的缓存线程池相同（没有任务队列）：四个任务同时到来，产生四个线程；随后全部空闲，超出核心线程数的线程在 keepAliveTime 之后逐个结束。核心线程数为 4 时（固定线程池），没有线程结束；为 2 时，保留两个线程的 map；为 0 时（缓存线程池），一个也不保留。但只要小任务（例如健康检查）的间隔始终小于 keepAliveTime，执行它的那一个线程（任务总是分给最近转入空闲的线程）就不会结束，所持有的内容也全部保留：健康检查不探查 map 中的任何槽位。本例使用模拟的线程（Thread），以便统计其 map；如果线程池的线程是 Node 的 worker 线程，其结束时整个 isolate 随之销毁。在 Java 中，keepAliveTime 大于 0 时，allowCoreThreadTimeOut(true) 使空闲的核心线程也会结束。',
    inShort: {
      stays:
        '保留到对 map 的某次调用将其清除，最迟到线程结束：核心线程到线程池关闭，其他线程到空闲满 keepAliveTime',
      cure: '在任务中调用 remove()（本例未验证）；如果线程在到期之前又分到任务，仅靠 keepAliveTime 无效',
      bound:
        '每个 map 有上限：如果继续有请求，map 扩容之前先清除所有陈旧条目（本例未验证）；缓存线程池不限制线程数。本例一批任务之后，四个变体中依次为 100、50、0、25 个 value',
      collections: '线程结束之前没有用；结束之后，下一次 GC 回收它的全部 value',
      calls:
        '任务中的 remove()；健康检查不使用 ThreadLocal，不探查任何槽位，反而让线程一直存活。之后存入新 key 的 set() 和未命中的 get() 会清除所探查到的陈旧条目（本例未验证）',
    },
    variants: {
      fixed: '固定线程池：四个线程都是核心线程',
      'above-core': '核心线程数为 2，另外两个超出核心线程数',
      cached: '缓存线程池：没有核心线程',
      'cached-busy': '缓存线程池，健康检查的间隔小于 keepAliveTime',
    },
    labels: { 'later, after GC': '等待空闲超时并 GC 后' },
    facts: { 'threads after the burst': '四个任务完成时的线程数', 'threads later': '空闲超时后的线程数' },
    source: {
      file: '课文以外的资料：JDK，java.util.concurrent.ThreadPoolExecutor',
      translation:
        'keepAliveTime：线程数超过核心数时，多余的空闲线程等待新任务的最长时间，超过后结束。Executors.newCachedThreadPool 为 60 秒，核心线程数为 0；newFixedThreadPool 的所有线程都是核心线程。',
    },
  },

  'static-key': {
    title: 'static 的 ThreadLocal',
    claim:
      'static 的 ThreadLocal，只要所属的类未卸载，其 key 就不会被回收，因此每个线程的最后一个值都会保留；但一个 key 在每个线程中只留下一个条目，而每个请求新建 key 时，每个请求都留下一个条目。',
    why: '确实如此：static key 的条目永远不会变为陈旧条目，线程池的每个线程都保留最后一个设置过值的任务所设的值。（课文 000 有同样的说法，不过写成了“虚引用”，实指弱引用。）但不能由此推断 static 更糟：90 个请求、3 个线程，一个 static key 留下 3 个值，因为每次 set 都覆盖前一个；每个请求一个 key 则留下 90 个。所谓“永远”，以类加载器为限：应用重新部署后，若某个 value 的类由旧的类加载器加载，服务器线程池的线程就会使整个类加载器无法回收，这正是 Tomcat 所警告的泄漏。课文 002 建议 static final 并配合 remove()，这是正确的。',
    inShort: {
      stays:
        'static key：每个线程的最后一个 value 保留到该线程的下一次 set() 或 remove()，或线程结束；每个请求一个 key：保留到对 map 的某次调用清除该条目，或线程结束',
      cure: '任务结束时调用 remove()',
      bound:
        'static key：有上限，每个线程每个 key 一个 value，本例为 3 个；每个请求一个 key：每个请求一个 value，本例为 90 个，直到 map 扩容之前清除陈旧条目',
      collections: '没有用：static key 不会被回收；每个请求的 key 会被回收，value 仍保留',
      calls: 'remove()；static key 时还有下一次 set()，它会替换原来的 value',
    },
    variants: {
      static: '一个 static key',
      'key-per-request': '每个请求新建一个 key（static key 也在，但未使用）',
      removed: '一个 static key，调用 remove()',
    },
    labels: { 'all tasks done, after GC': '所有任务完成，GC 后' },
    facts: {},
  },

  'stale-read': {
    title: '下一个请求来自另一个用户',
    claim: '复用的线程会读到上一个任务留下的值：泄漏的值还会让业务读到别人的数据。',
    why: '关键在“可能”二字：value 存放在线程的 map 中，get() 读取的是当前线程的 map。刚处理过 Ann 的线程再处理访客，就会把访客识别为 Ann；换成其他线程则一切正常，因此请求数少的测试很难发现。在 finally 块中 remove()，任务结束后线程恢复原样。',
    inShort: {
      stays: '不调用 remove()：保留到同一线程调用 set() 或 remove()，或线程结束',
      cure: '在 finally 中调用 remove()',
      bound: '有上限：每个线程一个 value；但那是别人的数据',
      collections: '没有用：程序持有 key，条目不会变为陈旧条目，value 一直保留',
      calls: 'remove()，或设置下一个用户的 set()；get() 会读到前一个用户',
    },
    variants: {
      'same-thread': '不调用 remove()，同一线程处理两人',
      'other-thread': '不调用 remove()，另一个线程处理访客',
      removed: '在 finally 中 remove()，同一线程处理两人',
    },
    labels: { 'both served, after GC': '两人均已处理，GC 后' },
    facts: { 'Ann is': 'Ann 被识别为', 'the visitor is': '访客被识别为' },
  },

  'value-holds-key': {
    title: 'value 反向引用了它的 key',
    claim:
      '只要线程未结束，反向引用自己 ThreadLocal 的 value 就会使 key 无法被回收，条目不会变为陈旧条目：不调用 remove() 时，每个新建 key 的请求都多留下一个条目。',
    why: '引文部分成立：value 确实会累积，但累积的不是 key 为 null（即已被回收）的那些。后续请求的 set 会清除这些陈旧条目，因此本例每批 50 个请求之后都是 50 个 value，即这一批的 value，它们的 key 到批次结束时才被回收。真正累积的，是 key 仍然存活的 value：Thread → ThreadLocalMap → Entry → value → key 全程都是强引用，Entry 对 key 的弱引用形同虚设（docs/jdk-facts.md，D14）。ThreadLocalMap 认为这些条目仍有效。本例每批增加 50 个（50、100、150）。只有用同一个 key 调用 remove() 或 set() 才能释放这样的 value，而请求结束后，已没有人持有该 key。',
    inShort: {
      stays:
        'value 反向引用 key：保留到线程结束，除非在仍能访问 key 时调用过 remove()；不引用：保留到对 map 的某次调用清除该陈旧条目，或线程结束',
      cure: '在同一请求中调用 remove()；不让 value 反向引用 key 只能让泄漏量不再增长',
      bound: 'value 反向引用 key：无上限，每 50 个请求增加 50 个；不引用：有上限，每批之后都是 50 个',
      collections: '没有用：反向引用时，key 和 value 都不会被回收；不引用时，key 被回收，value 仍保留',
      calls:
        '同一请求中的 remove()；value 不引用 key 时，还有后续存入新 key 的 set() 和未命中的 get()，它们会清除所探查到的陈旧条目',
    },
    variants: {
      cycle: 'value 反向引用 key',
      'no-cycle': 'value 不引用 key',
      removed: 'value 反向引用 key，调用 remove()',
    },
    labels: {
      'after 50 requests and GC': '处理 50 个请求并 GC 后',
      'after 100 requests and GC': '处理 100 个请求并 GC 后',
      'after 150 requests and GC': '处理 150 个请求并 GC 后',
    },
    facts: { 'values after each batch': '每批请求后的 value 数' },
  },

  'out-of-memory': {
    title: '直到内存溢出',
    claim: '不断累积的 value 最终导致内存溢出；调用 remove() 时，十倍的负载也不留下任何 value。',
    why: '课文说“可能”，本例则必然：value 引用自己的 key，因此没有条目会变为陈旧条目（见 value-holds-key），每个请求永久留下 4 KiB。32 MiB 的堆可容纳 8,192 个这样的 value，还要扣除 Node 自身的占用。课文说的是 key 为 null 的 value；它们在设置新 key 时会被清理，虽有延迟，但终会清理，因此只累积到一定数量。调用 remove() 时，处理 100,000 个请求之后没有任何 value 残留。',
    inShort: {
      stays: '不调用 remove()：保留到 worker 内存耗尽而终止',
      cure: '在 finally 中调用 remove()',
      bound: '不调用 remove()：无上限，每个请求增加 4 KiB，直到堆的上限',
      collections: '没有用：每个 value 以及它引用的 key，从线程出发都是强可达',
      calls: '只有 remove()：set() 能清除的是陈旧条目，而本例没有陈旧条目',
    },
    variants: {
      leaking: '不调用 remove()',
      cured: '调用 remove()，请求数为前者最多能处理的十倍',
    },
    labels: { 'after GC': 'GC 后' },
    facts: {
      'it ends with': '运行结果',
      'requests before the end, within 2000 and 10000': '结束前的请求数在 2000 到 10000 之间',
      'requests served': '已处理的请求数',
    },
    values: { 'nothing: it lives': '未结束，仍在运行' },
    remarks: { '{n} requests served': '已处理 {n} 个请求' },
  },

  inheritable: {
    title: '线程池的线程继承什么',
    claim:
      '线程在构造时从创建者复制一次可继承的值；线程池的线程执行各个任务时都使用这份副本，直到某个任务将其删除或替换，不受创建者后续操作的影响。',
    why: '引文只声明了该字段，没有说明由什么填充。填充它的是 Thread 的构造函数，数据来自执行构造的线程：最先用到线程池的请求，把自己的用户传给池中的线程，此后的任务看到的都是该用户。复制的是引用：起初两个 map 引用同一个 User。请求后来的 set() 和 remove() 为时已晚，且只作用于它自己的 map。重写 childValue() 可以决定传递什么；在子线程中 remove() 会删除那份副本，之后子线程不会再次继承：第一个任务仍读到 Ann，后续任务读到 null。请求后来设置的用户，由它自己的 remove() 释放；其 map 随请求的线程一起被回收。',
    inShort: {
      stays: '原样继承：保留到线程池的线程调用 remove() 或 set()，或线程结束（结束时释放其 map）',
      cure: '让 childValue() 传递 null（条目仍在，值为 null），或在线程池的线程中调用 remove()（第一个任务仍读到 Ann）',
      bound: '有上限：线程池的每个线程，每个可继承的 key 一个 value',
      collections: '没有用：线程的 map 强引用 value，线程池持有线程',
      calls:
        '在线程池的线程中调用 remove()，或用 set() 替换 value；get() 没有用，创建者的 set() 和 remove() 只作用于创建者自己的 map',
    },
    variants: {
      inherited: '原样继承',
      'child-value': 'childValue() 传递 null',
      'removed-in-child': '每个任务结束时 remove()',
    },
    labels: { 'after GC': 'GC 后' },
    facts: { 'three tasks of later requests read': '后续请求的三个任务读到' },
    source: {
      file: '001_c68f11895515d925.txt',
      translation: 'Thread 类的字段：每个线程的第二个 map，存放可继承的 ThreadLocal。',
    },
  },

  redeploy: {
    title: '重新部署的应用',
    claim:
      '只要服务器线程池的线程还持有 Web 应用自己的类的实例，整个旧版应用就会保留，包括其中的 static ThreadLocal，因此条目不会变为陈旧条目。如果不删除这样的 value，线程也不结束，每次重新部署都会多残留一份旧版应用。',
    why: '以下各点与 Java 相同：对象引用自己的类，类引用类加载器，类加载器引用它加载的所有类及其 static 字段。因此，线程的 map 中的 value 持有类加载器，类加载器持有 static ThreadLocal，而它正是 key：key 不会被回收，条目就不会变为陈旧条目，也不会被清除。在 Java 中，每个残留的类加载器都占用 Metaspace。如果 value 的类由服务器加载，它不引用任何应用：key 随类加载器被回收，条目变为陈旧条目，而第三次部署的 set() 探查到第一次部署的条目，将其清除。数量的由来：3 次部署各有一个 key，由 2 个线程共用，因此保留 3 个 key 和 2 × 3 = 6 个 value。这里与类加载器对应的是 node:vm 的 context。这只是类比：Session 通过原型和构造函数引用它的 context，context 引用常量 holder；另外，这里的类没有单独的卸载步骤，不再被引用时像普通对象一样被回收。引文的说法部分成立：更换线程（Tomcat 自 7.0.6 起即如此）后旧版应用会被回收。本例没有运行 Tomcat。“value”一列统计的是 User 对象；value 的类由 Web 应用加载时，User 由 Session 引用。',
    inShort: {
      stays:
        'value 的类由 Web 应用加载：整个旧版应用保留到处理过请求的每个线程都调用 remove() 或结束；由服务器加载：只保留 User，直到对 map 的某次调用清除其条目，或线程结束',
      cure: '卸载应用（undeploy）之前在每个线程中调用 remove()；或在卸载之后更换线程，Tomcat 自 7.0.6 起即如此',
      bound:
        'value 的类由 Web 应用加载：无上限，每次重新部署多残留一份旧版应用；由服务器加载：有上限，map 扩容之前先清除所有陈旧条目，本例依次为 2、4、4 个 User',
      collections:
        '没有用：value 引用它的类，类引用旧版应用，旧版应用引用 key；类由服务器加载时，key 被回收，User 仍保留',
      calls:
        '在卸载应用之前调用 remove()，或 set(null)：释放 value，留下条目；类由服务器加载时，还有探查到该槽位的后续 set()：第三次部署的 set() 清除了第一次的条目；同一 key 的 get() 没有用',
    },
    variants: {
      'own-class': 'value 的类由 Web 应用的类加载器加载',
      'server-class': 'value 的类由服务器加载',
      removed: 'value 的类由 Web 应用的类加载器加载，调用 remove()',
      'new-threads': '每次卸载应用（undeploy）时，服务器更换线程池的线程',
    },
    labels: {
      'deployment 1 is undeployed, after GC': '第 1 次部署已卸载，GC 后',
      'deployment 2 is undeployed, after GC': '第 2 次部署已卸载，GC 后',
      'deployment 3 is undeployed, after GC': '第 3 次部署已卸载，GC 后',
    },
    facts: {
      'deployments alive after each undeployment': '每次卸载应用后残留的旧版应用数',
      'sessions, of the deployments’ own class': 'Session 数（类由应用加载）',
      'users, of the server’s class': 'User 数（类由服务器加载）',
    },
    source: {
      file: '课文以外的资料：Apache Tomcat 的 wiki，MemoryLeakProtection',
      translation:
        '只要该 servlet 至少被调用过一次，应用停止后，Web 应用的类加载器就不会被回收。文中的例子：在服务器线程池的线程中，一个 ThreadLocal 遗留了由 Web 应用加载的类的对象。',
    },
  },

  'try-finally': {
    title: 'remove() 应写在 finally 中',
    claim:
      '写在业务代码之后的 remove()，在业务代码抛异常时会被跳过；写在 finally 块中，或在 using 声明所在的代码块结束时执行，则不会。',
    why: '抛异常时方法立即退出，业务代码之后的那一行不会执行。线程归还线程池时，map 里还留着该请求的 User，直到同一线程上后续的某个请求将其清理。本例十二个请求中有四个失败：pool-2 和 pool-3 上失败的请求之后还有成功的请求，其 set() 替换遗留的 User，其 remove() 再删除自己的 User，因此只有 pool-1 和 pool-4 上最后一个请求的 User 残留下来。key 是 static 的，始终存活。userHolder.bind(user) 是本项目增加的方法：设置 User，并由 using 声明在代码块结束时删除。',
    inShort: {
      stays: 'remove() 写在业务代码之后，而业务代码抛异常：保留到同一线程调用 set() 或 remove()，或线程结束',
      cure: '在 finally 中调用 remove()，或 using bound = userHolder.bind(user)',
      bound: '有上限：只有一个 ThreadLocal，每个线程最多一个 value',
      collections: '没有用：线程 → map → 条目 → value 都是强引用；key 是 static 的，也一直存活',
      calls: 'remove()，以及下一个请求的 set()，它会替换原来的 value；get() 没有用，会读到前一个请求的用户',
    },
    variants: {
      'after-the-work': 'remove() 写在业务代码之后',
      'in-finally': 'remove() 写在 finally 中',
      using: 'using bound = userHolder.bind(user)',
    },
    labels: { 'all requests done, after GC': '所有请求处理完毕，GC 后' },
    facts: {
      'requests that failed': '失败的请求数',
      'a request that reads before it sets finds, on each thread': '每个线程上，未设置就读取的请求读到',
    },
  },

  interceptor: {
    title: '由拦截器清理',
    claim:
      '在拦截器的 afterCompletion 中调用静态的 remove 方法，请求结束后会删除用户，处理器抛异常时也不例外；但该拦截器自己的 preHandle 抛异常时不会，异步请求的第一个线程上也不会。',
    why: '服务器线程的生命周期比请求长。在请求到来时设置值的代码，必须在请求离开线程时 remove。否则自身没有用户的请求（如本例的最后一个）会读到同一线程上先前请求的用户。Spring 只对 preHandle 返回 true（本例：没有抛异常）的拦截器调用 afterCompletion；异步请求则在完成请求的线程（本例为 http-3，preHandle 在其上再次设置用户）上调用，在第一个线程上调用的是 afterConcurrentHandlingStarted。五个请求轮流由 http-1 和 http-2 处理。第五个由 http-1 处理：在 preHandle 抛异常和请求为异步的变体中，它读到残留的用户，随后它的 afterCompletion 将其删除，因此两个用户只残留一个。在最外层用 Servlet 过滤器加 finally，preHandle 抛异常时也会删除用户（本例运行的就是这种情况）；对于异步请求，还须让过滤器也处理其第二次派发。本例按 Spring 的文档编写了它的行为，并没有运行 Spring 本身。四个用户中，每个线程第一个请求的用户已被第二个请求的用户替换并回收。',
    inShort: {
      stays: '三个泄漏的变体：保留到同一线程处理的另一个请求重新设置或删除用户，或线程结束',
      cure: '在过滤器的 finally 中删除，或在 afterCompletion、afterConcurrentHandlingStarted 和 preHandle 的 catch 中都删除；仅靠 afterCompletion，异步请求和 preHandle 抛异常时都不够',
      bound: '有上限：设置过用户的每个线程最多一个 User，本例为 http-1 和 http-2',
      collections: '没有用：线程池持有线程，线程的 map 强引用用户',
      calls:
        '在设置用户的那个线程上调用 remove()，或用 set() 替换；在其他线程上调用，只作用于那个线程的 map；get() 没有用',
    },
    variants: {
      without: '没有 afterCompletion',
      with: 'afterCompletion 调用静态的 remove 方法',
      'handler-throws': 'afterCompletion 会删除用户，处理器抛异常',
      'pre-handle-throws': 'afterCompletion 会删除用户，但 preHandle 设置用户后抛异常',
      asynchronous: 'afterCompletion 会删除用户，但请求是异步的',
      'asynchronous-cleaned': 'afterConcurrentHandlingStarted 也会删除用户，请求是异步的',
      filter: '过滤器在 finally 中删除用户，preHandle 抛异常',
    },
    labels: { 'the server is idle, after GC': '服务器空闲，GC 后' },
    facts: { answers: '响应', 'a request without a user': '没有用户的请求' },
  },

  'singleton-bean': {
    title: '一个 bean，多个线程',
    claim: '单例将任务的状态放在字段中，各任务的状态就会混淆；放在 ThreadLocal 中，则每个任务各有一份。',
    why: '字段由所有线程共享，以最后一次写入为准；bean 的生命周期与程序相同，因此那位客户一直保留到被下一位覆盖。ThreadLocal 也只是一个对象，但它只是 key：每个线程在自己的 map 中各有位置。Spring 并不为 bean 做这些：它让所有线程共用同一个 bean，状态由开发者自行处理。ThreadLocal 只有同时调用 remove()，才称得上“完美”，本例的 bean 即是如此；无状态的 bean 则两者都不需要。',
    inShort: {
      stays: '字段：保留到下一个订单将其覆盖；ThreadLocal：保留到 bean 调用 remove()',
      cure: '使用 ThreadLocal 并调用 remove()；或使用无状态的 bean',
      bound: '有上限：字段，每个 bean 一个客户；ThreadLocal，在 remove() 之前每个线程一个客户',
      collections: '字段：没有用，bean 持有最后一个客户；ThreadLocal：remove() 之后的下一次 GC 回收这些客户',
      calls: '订单完成时的 remove()；字段没有对应的调用',
    },
    variants: {
      field: 'bean 将客户放在字段中',
      'thread-local': 'bean 将客户放在 ThreadLocal 中',
    },
    labels: {
      'all have begun, none has finished': '均已开始，均未完成',
      'all have finished, after GC': '全部完成，GC 后',
    },
    facts: {
      'customers alive while all wait': '全部等待时存活的客户数',
      'the orders are finished for': '订单完成时所属的客户',
    },
  },

  transaction: {
    title: '一个事务，一个连接',
    claim: '事务将连接绑定到线程，供所有 DAO 共用，完成后必须解除绑定，否则连接池会耗尽。',
    why: '在 Spring 中，doBegin 从连接池获取一个连接并调用 bindResource；DAO 请求连接时，得到的是绑定在当前线程上的连接；doCleanupAfterCompletion 调用 unbindResource，后者调用 doUnbindResource，线程上不再绑定其他资源时删除 ThreadLocal；随后归还连接。没有这一步，线程在任务之间会一直占用连接。线程比连接多一个时，最后一个线程会一直等下去：其他线程均已完成，再没有线程归还连接；真实的连接池会在超时后抛出异常。泄漏再小，也足以让程序卡死。',
    inShort: {
      stays: '不解除绑定：ConnectionHolder 保留到该线程解除绑定或结束；连接只有被归还，才回到连接池',
      cure: '完成后解除绑定（doCleanupAfterCompletion → unbindResource → doUnbindResource），再归还连接',
      bound: '内存有上限：每个连接一个 ConnectionHolder，本例为 2 个；但连接池随之耗尽，第三个线程一直等待',
      collections: '没有用：线程和 key 都在使用中，GC 也不会归还连接',
      calls: 'unbindResource：线程上不再绑定其他资源时，它会调用 remove()',
    },
    variants: {
      'no-unbind': '没有 doCleanupAfterCompletion',
      unbind: '完成后解除绑定',
      rollback: '完成后解除绑定，每个事务都回滚',
    },
    labels: { 'all transactions done or waiting, after GC': '所有事务已完成或在等待，GC 后' },
    facts: {
      transactions: '各事务结果',
      'threads that wait while all others have finished': '其余线程结束后仍在等连接的线程数',
      'idle connections': '空闲连接数',
      'in the database': '数据库最终状态',
    },
    values: {
      'committed, {n} connection': '已提交，使用 {n} 个连接',
      'rolled back, {n} connection: {text}': '已回滚，使用 {n} 个连接：{text}',
      'journal entries': '流水记录数',
    },
  },

  'scoped-value': {
    title: '无需 remove',
    claim: 'ScopedValue 只在一次调用期间绑定，无论调用如何结束，都随之解除：无需 remove，也就不会漏。',
    why: '线程没有为它准备 map。绑定属于该次调用，调用结束后，线程池的线程不保留任何内容。它不能 set，只能在内层调用中重新绑定。即使调用遗留了一个未清除的定时器，定时器引用的也只是已结束的作用域，而作用域已释放其值。',
    inShort: {
      stays: '保留到绑定它的那次调用返回或抛异常',
      cure: '无需修复：调用结束，绑定随之解除',
      bound: '有上限：每个正在执行的调用一个 value，本例最多 100 个',
      collections: '调用期间没有用；调用结束后，下一次 GC 回收 value',
      calls: '无需任何调用：没有 remove()，内层调用只在自身期间绑定另一个值',
    },
    variants: {
      bound: '在线程池的线程上，为一次调用绑定',
      'left-over': '每次调用都遗留一个从不清除的定时器',
      nested: '内层调用绑定另一个值',
      exception: '调用抛异常',
      unbound: '在未绑定处调用 get()',
    },
    labels: { 'during the calls': '调用期间', 'after the calls, and GC': '调用结束并 GC 后' },
    facts: {
      'values alive during the calls': '调用期间存活的 value 数',
      'calls that saw their own': '读到自身绑定值的调用数',
      'seen before, in and after the inner call': '内层调用之前、期间、之后读到',
      'seen after the exception': '抛异常后读到',
      'get() throws': 'get() 抛出',
    },
    source: {
      file: '课文以外的资料：Andrew Haley，loom-dev 邮件列表，2025 年 7 月 10 日',
      translation:
        '“我们不能允许框架将 scoped value 的生命周期延长到其绑定的上下文结束之后。”这里指 JDK 25 的 java.lang.ScopedValue，它在“设置、使用、删除”的场合替代 ThreadLocal：调用结束，绑定随之结束，没有例外。',
    },
  },

  'async-context': {
    title: 'Node 中的“线程”是什么',
    claim:
      '只要还有可达的 promise 或定时器能恢复虚拟线程，它就存活，其 value 也随之存活；除此之外都会被回收。',
    why: '在 Java 中，正在运行的线程是 GC Root。在 Node 中，多个逻辑线程轮流使用一个线程，当前是哪一个，由 AsyncLocalStorage 随异步工作传递。因此，持有后续工作的对象也就持有线程、它的 map 和 value：尚可完成的 promise，尚未触发的定时器。工作完成后，线程结束，释放 map。而等待不可达的 promise 的线程永远不会结束，却会像已结束一样被回收：课文的规则在此不成立。（在 Java 25 中默认成立：JDK 会跟踪所有虚拟线程，挂起的虚拟线程及其 value 都会保留；可用 jdk.trackAllThreads 关闭。）',
    inShort: {
      stays: 'promise、定时器：只要它可达，并且还能恢复该线程，就一直保留；其他变体中没有任何保留',
      cure: '让 promise 完成，或清除定时器：线程随之结束，或不再可达',
      bound:
        '永不完成的 promise：无上限，每个请求增加一个 value；定时器：有上限，每个尚未触发的定时器一个 value；本例各 5 个',
      collections: '只要 promise 或定时器还能恢复该线程，就没有用；此后的下一次 GC 回收线程和 value',
      calls: '等待之前的 remove()，各变体均未调用',
    },
    variants: {
      promise: '等待一个被持有但永不完成的 promise',
      timer: '等待一个定时器',
      ended: '已结束',
      settled: 'promise 已完成，因此线程均已结束',
      unreachable: '等待一个不可达的 promise',
    },
    labels: { 'after GC': 'GC 后' },
    facts: { threads: '线程数' },
  },

  'three-captures': {
    title: '抓取快照的三种方式',
    claim:
      '对 worker 进程中的同一个泄漏，无论由 Node 自身、heapdump 还是 v8-profiler-next 抓取快照，统计结果都相同。',
    why: '三者都请求 V8 为同一个堆生成同样的快照。在 worker 线程中，heapdump 会崩溃，v8-profiler-next 只能在第一个线程中加载，因此本案例的 worker 是一个进程。未安装的抓取方式会注明名称和原因，其余的仍须一致。',
    inShort: {
      stays: '不调用 remove()：保留到对 map 的某次调用清除该条目，或线程结束',
      cure: '趁还持有 key 的引用时调用 remove()',
      bound:
        '有上限：新 key 占满三分之二的槽位（256 个中的 170 个）时，map 先清除所有陈旧条目，然后才可能扩容；本例只运行到 100 个 value',
      collections: '没有用：每次抓取之前都有 GC，而每次抓取都有同样的 100 个 value',
      calls: '不再引用 key 之前的 remove()；本例没有其他调用',
    },
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: {
      'captured by node:v8': '由 node:v8 抓取',
      'captured by heapdump': '由 heapdump 抓取',
      'captured by v8-profiler-next': '由 v8-profiler-next 抓取',
    },
    facts: { 'values, by every backend that is here': '各可用抓取方式统计的 value 数' },
    remarks: {
      'captured by {text}': '已由 {text} 抓取',
      '{text} is absent: {text}': '{text} 不可用：{text}',
    },
    source: {
      file: '课文以外的资料',
      translation: '三个生成 V8 堆快照的程序，调用 V8 的方式各不相同。',
    },
  },

  'worker-pool': {
    title: '真实的 worker 线程池',
    claim:
      '任务遗留在真实线程池中的内容，可以在执行它的那个线程的堆中找到，并附从线程到 value 的引用链；无需修改线程池的代码。',
    why: '在第一个变体中，50 个 key 已被回收，但线程池保留线程，因此条目仍持有 50 个 value。线程池是 piscina，固定保留两个线程（minThreads）；每批任务中，每个线程分到一个，处理 50 个请求。Node 的 worker 线程之间不共享对象，因此一个线程的 map 所持有的内容只在该线程的堆中：workers() 通过 Node 自带的 inspector 附加到进程的每个 worker 线程，census() 在其堆快照中计数。这里只用堆快照一种方法，没有交叉核对，因为另外两种方法需要在 worker 中运行本项目的代码，而这些线程由 piscina 启动。课文的说法对遗漏 remove() 的任务成立（直到某次调用清除其条目），调用 remove() 时则不成立。最后一个变体是 Node 独有的。JavaScript 的一次不间断执行称为任务（job），与线程池的任务不同。piscina 的空闲线程默认阻塞在 Atomics.wait 中，执行了所有池任务的那个任务（job）因此一直没有结束。新建或读取过的 WeakRef 的目标，V8 会保留到任务（job）结束，因此每个线程的三个池任务（执行中不等待任何 I/O）的 key 都不会被回收，即使调用过 remove()，而且每个池任务都会增加自己的 key（不调用 remove() 时 value 也一并保留，因为条目不是陈旧条目）；池任务等待 I/O 时，任务（job）会结束；设置 atomics: “disabled” 时，任务（job）会结束，其他变体即如此。Java 没有规则将新建弱引用的目标保留到任务（job）结束。',
    inShort: {
      stays:
        '遗漏 remove()，且线程不阻塞：50 个 value 保留到对该线程 map 的某次调用清除其条目，或线程结束；空闲线程阻塞：key 保留到任务（job）结束，本例中即线程池关闭时',
      cure: '在每个任务中调用 remove()；对于 key，则让任务（job）结束：piscina 的选项 atomics: “disabled”，或让池任务等待 I/O',
      bound:
        '遗漏 remove()，且空闲线程不阻塞：有上限，map 扩容之前先清除所有陈旧条目（本例未验证：只有一个任务，50 个 value）；空闲线程阻塞：无上限，每个线程每执行一个池任务增加 50 个 key',
      collections: '对 value 没有用；对 key，任务（job）结束之后才有用',
      calls:
        '在任务中对每个 key 调用 remove()，以及之后对同一线程的 map 存入新 key 的 set() 和未命中的 get()，只能清除所探查槽位中的陈旧条目；线程阻塞时，remove() 能删除条目，但 V8 仍将 key 保留到任务（job）结束',
    },
    variants: {
      leaking: '两个任务中有一个遗漏 remove()',
      cured: '两个任务都调用 remove()，共三批',
      blocking: '两个任务都调用 remove()，空闲线程阻塞（piscina 的默认设置）',
    },
    labels: {},
    facts: {
      'threads attached to': '附加到的线程数',
      'keys in the thread of each task': '每个任务所在线程中的 key 数',
      'values in the thread of each task': '每个任务所在线程中的 value 数',
      'stale entries in the thread of each task': '每个任务所在线程中的陈旧条目数',
      'keys that V8 keeps until the job ends': 'V8 保留到任务（job）结束的 key 数',
      'what holds a value, from its thread on': '持有 value 的引用链，从线程开始',
    },
  },
  'young-collection': {
    title: '新生代 GC',
    claim:
      'Java 的新生代 GC 也会清除对新生代 key 的弱引用。V8 则取决于版本：在 Node 20、22、24 中，只有 Full GC 清除 WeakRef；在 Node 26 中，新生代 GC 也会清除。已进入老年代的 key，在 Node 各版本中都要等到 Full GC。',
    why: '课文说的是“它所管辖的内存区域”，JDK 的录制数据与此一致（docs/jdk-facts.md，F1）：新生代 GC 会清除仍在新生代的 key。Node 20、22、24 的 V8 在 minor GC 期间把 WeakRef 的目标视为强引用：20 次 minor GC 释放了没有引用的缓冲区，而 100 个 key 一个也没有清除。Node 26 的 V8 为此有一个选项 handle-weak-ref-weakly-in-minor-gc，默认开启。如果当前 Node 有此选项，第一个变体会将其关闭。第二个变体采用当前 Node 的默认设置，检查实测结果是否符合 V8 所列的选项默认值；Node 的版本和清除的 key 数见该变体的备注。因此，在 Node 24 及更早的版本中，新生代 key 的条目变陈旧的时间比 Java 晚，在此之前任何 set() 或 get() 都无法清除它。由哪种 GC 清除 key，对 value 没有区别：value 保留。表中的数量在 Full GC 之后统计，因此前三个变体相同；minor GC 之后的情况见各变体的事实和备注。',
    inShort: {
      stays:
        'key：保留到某次 GC 清除其 WeakRef；value：此后仍保留到对 map 的某次调用清除该陈旧条目，或线程结束',
      cure: '趁还持有 key 的引用时调用 remove()',
      bound:
        '有上限：map 扩容之前先清除 key 已被回收的条目；key 尚未被回收时，map 会扩容。本例只运行到 100 个 value',
      collections:
        '对 key：Node 24 及更早的版本只有 Full GC 有用，Node 26 的 minor GC 对新生代的 key 也有用；对 value 都没有用',
      calls: 'remove()；GC 清除 key 之后，set() 和 get() 才可能清除该条目',
    },
    variants: {
      'young-keys': '不再持有新生代的 key，V8 的行为同 Node 20 至 24',
      'as-this-node': '不再持有新生代的 key，V8 采用当前 Node 的默认设置',
      'old-keys': '不再持有已进入老年代的 key，V8 采用当前 Node 的默认设置',
      removed: '调用 remove()，不再持有 key',
    },
    labels: { 'after full collections': 'Full GC 后' },
    facts: {
      'minor collections, at least 20': 'minor GC 至少 20 次',
      'full collections meanwhile': '期间发生的 Full GC 次数',
      'a young buffer, dropped before them, is freed': 'GC 前已断开引用的新生代缓冲区已释放',
      'stale entries after the minor collections': 'minor GC 后的陈旧条目数',
      'stale entries, if and only if V8’s option says so': '是否有陈旧条目，与 V8 选项的默认值一致',
    },
    remarks: {
      '{n} of {n} young keys cleared by minor collections in Node {text}':
        'minor GC 清除了 {n} 个新生代 key（共 {n} 个），Node {text}',
    },
  },
} satisfies Readonly<Record<string, CaseTranslation>>;
