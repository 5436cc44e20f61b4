import type { CaseTranslation } from 'heapwitness';

/** 简体中文. */
export default {
  hello: {
    title: '三十行普通的 Node 代码',
    claim: '一个条目若弱引用 key、强引用 value，垃圾回收会拿走 key，留下 value。',
    why: '表引用条目，条目引用 value，一路都是强引用；通向 key 的只有一个 WeakRef。这段程序里没有我们的任何代码，可以单独运行。',
    variants: { leaking: '照原样运行' },
    labels: {},
    facts: { 'it prints': '程序输出' },
  },

  isolation: {
    title: '同一个 key，多个线程，各有各的 map',
    claim:
      '每个线程用自己的一个 map 存放它的所有 ThreadLocal，所以各线程的值互不相干；ThreadLocal 对象本身是共享的，一旦谁也够不着它，它在所有线程里的条目同时变成陈旧条目。',
    why: 'value 存在线程的 map 里，不在 ThreadLocal 里；ThreadLocal 只是 key。两个线程共用一个 key，就有两个条目；remove() 只取走当前线程的那一个。key 被回收后，两个条目都会留下。',
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
    variants: {
      held: '握着 key：凡是能调用 get() 的地方都是如此',
      dropped: '丢掉 key',
    },
    labels: { 'after set()': 'set() 之后', 'after GC': 'GC 之后' },
    facts: { 'get() after GC': 'GC 之后调用 get()' },
  },

  'self-cleaning': {
    title: 'map 自己能清掉什么',
    claim:
      '未命中的 get、set、remove 和重新散列（rehash）会清除一路上经过的陈旧条目；具体清掉几个，以 JDK 自己的实录为准。',
    why: '每个操作只清理自己经过的地方，顺带再多看一点点。课文里的 resize() 只对了一半：那段代码确实存在，但重新散列在扩容之前就已经清除了所有陈旧条目，没有哪个公开方法能把陈旧条目带到那一步。最后一个变体直接调用扩容，好让大家看到那个分支起作用。',
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

  'thread-exit': {
    title: '线程结束，一切随之而去',
    claim: '线程结束时它的 map 随之消失，所有条目和 value 也一起消失；而线程池的线程不会结束。',
    why: 'Thread.exit() 把线程的两个 map 都置为 null，等于在第一环就切断了 Thread → ThreadLocalMap → Entry → value 这条链。Node 的 worker 线程结束时，整个 isolate 都会消失，内存归还给进程。',
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

  'three-captures': {
    title: '拍照的三种方式',
    claim:
      '在一个 worker 进程里，同一个泄漏无论由 Node 自己、heapdump 还是 v8-profiler-next 抓取快照，看到的都一样：照片不取决于相机。',
    why: '三者都是请 V8 为同一个堆写出同样的快照。两个原生包在 worker 线程里会崩溃，所以这个用例的 worker 是一个进程。哪个没有安装，就写明名字和原因，其余的仍须一致。',
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: {
      'captured by node:v8': '由 node:v8 抓取',
      'captured by heapdump': '由 heapdump 抓取',
      'captured by v8-profiler-next': '由 v8-profiler-next 抓取',
    },
    facts: { 'values, by every backend that is here': '每一种可用的抓取方式数到的 value' },
  },
} satisfies Readonly<Record<string, CaseTranslation>>;
