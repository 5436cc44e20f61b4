import type { RequestKind } from '../../../workshop/index.js';
import type { Step } from '../../session/step.js';
import type { LiveTexts } from './texts.js';

const how: Readonly<Record<RequestKind, string>> = {
  'not-removed': '每个请求新建一个 ThreadLocal，不调用 remove()',
  removed: '每个请求新建一个 ThreadLocal，在 finally 中 remove()',
  'set-null': '每个请求新建一个 ThreadLocal，在 finally 中 set(null)',
  'static-key': '共用一个 static ThreadLocal，不调用 remove()',
};

/** The live pages in Simplified Chinese. */
export const liveChinese: LiveTexts = {
  title: '真实线程组成的线程池',
  projector: '投影窗口',
  language: '语言',
  story: {
    heading: '讲解流程',
    place: (at, of) => `第 ${at} 步，共 ${of} 步`,
    back: '上一步',
    next: '下一步',
    act: '执行',
    comes: (sentence) => `接下来：${sentence}`,
    scenes: {
      start: {
        say: '启动线程池中的一个线程。请求处理完后线程仍然存活；此时它还没有 ThreadLocalMap。',
        note: '线程在第一次 set() 或 get() 时才创建 map，此前没有可看的内容。',
      },
      requests: {
        say: '八个请求各自用新的 ThreadLocal 存入一个 value，都没有调用 remove()。',
        note: '蓝色是 key，琥珀色是 value。看查找过程：每个 key 有自己的起始槽位，与前一个相差 7。',
      },
      guess: {
        say: '请求已结束，没有任何地方再引用这些 ThreadLocal。GC 之后还剩几个 key、几个 value？',
        note: '先让大家猜，输入后再继续。',
      },
      collect: {
        say: 'GC 之后，key 已全部被回收，value 全部还在。',
        note: 'Entry 对 key 是弱引用，对 value 是强引用。现在八个条目都是陈旧条目。',
      },
      'collect-again': {
        say: '再做一次 GC 也没有变化：线程仍然持有这些 value。',
        note: '多做几次 GC 没有用：每个 value 都能从存活的线程到达。',
      },
      snapshot: {
        say: '从 GC 根到 value 的引用链：线程、map、table、Entry、value，其中每个引用都是强引用。',
        note: '@ 后面的数字就是 Chrome DevTools 打开这个快照时显示的编号。',
      },
      miss: {
        say: '对 map 中不存在的 key 调用 get()，会清除遇到的陈旧条目；随后存入初始值的 set() 也会。',
        note: '逐步查看两次调用，先看 get()。与 Java 一样，它自己也留下一个 value 为 null 的条目。',
      },
      removed: {
        say: '八个请求都在 finally 中调用 remove()，它们自己没有留下任何内容。',
        note: '剩下一个 value 为 null 的陈旧条目：它来自刚才未命中的 get()，其 key 已被回收。',
      },
      end: {
        say: '又留下八个 value，然后线程结束：它的 map 和其中所有 value 都会被回收。而线程池的线程不会结束。',
        note: '所以 ThreadLocal 在线程池中会泄漏，在只处理一个请求的线程中不会。',
      },
      'static-key': {
        say: 'static ThreadLocal 不会被回收：每个请求替换 value，最后一个 value 留下。',
        note: '每个线程留下一个 value：数量有上限，但下一个请求会读到它。',
      },
      'set-null': {
        say: 'set(null) 释放 value，但不删除条目：条目仍在，随后变成陈旧条目。',
        note: '八个 value 为 null 的条目占用槽位。set(null) 不删除条目，remove() 才会。',
      },
      'own-maps': {
        say: '每个线程有自己的 map：另一个线程用 static ThreadLocal 处理请求，又会留下一个 value。',
        note: '残留按线程计算：200 个线程的线程池会留下 200 个 value。',
      },
      'free-play': {
        say: '修复方法是在 finally 中 remove()。现在可以自由尝试。',
        note: '点击槽位，对其中的 key 调用 get()、set() 或 remove()。每一步都会记入日志。',
      },
    },
  },
  threads: {
    heading: '线程',
    none: '没有存活的线程。',
    start: '启动线程',
    end: '结束线程',
    restart: '再启动一个',
    running: '存活',
    ended: '已结束：它的 map 和所有 value 都已释放',
    died: (reason) => `异常终止：${reason}`,
    served: (requests, collections) => `已处理 ${requests} 个请求，GC ${collections} 次`,
    select: (name) => `操作 ${name}`,
  },
  requests: {
    heading: '请求',
    count: '数量',
    how,
    send: (count) => `发送 ${count} 个请求`,
  },
  calls: {
    heading: '操作',
    collect: 'GC',
    miss: '未命中的 get()',
    removeAll: '对所有存活的 key 调用 remove()',
    snapshot: '堆快照',
    onSlot: '点击槽位时调用',
    slotCall: { get: 'get()', set: 'set(value)', remove: 'remove()' },
    noMap: '该线程没有 ThreadLocalMap。',
  },
  guess: {
    heading: '大家的猜测',
    keys: 'key',
    values: 'value',
    give: '显示猜测',
    guessed: '猜测',
    real: '实际',
    right: '正确',
    wrong: '不对',
  },
  counts: { keys: () => 'key', values: () => 'value', staleEntries: () => '陈旧条目' },
  slot: (slot, state, key) => `槽位 ${slot}：${state}${key === null ? '' : `，key #${key}`}`,
  slotState: {
    L: '有效',
    l: '有效，value 为 null',
    S: '陈旧',
    s: '陈旧，value 为 null',
    '.': '空',
  },
  course: (thread) => `${thread} 的 key、value 和陈旧条目`,
  walks: (shown, calls) =>
    shown === calls ? `按槽位查看：${calls} 次调用` : `按槽位查看：${calls} 次调用中的最后 ${shown} 次`,
  chain: {
    heading: (step) => `value 的引用链（第 ${step} 步的快照）`,
    file: '下载快照',
    opened: '在 Chrome DevTools 的 Memory 面板中载入，可以找到相同的编号。',
  },
  log: {
    heading: '步骤',
    sentence: sentenceOf,
    failed: (reason) => `未执行：${reason}`,
    file: (path) => `每一步都写入 ${path}。`,
    save: '下载日志',
    report: '下载报告',
    notWritten: (reason) => `最后一步未能写入日志：${reason}`,
  },
  report: {
    title: '课堂操作记录',
    summary: (steps, at) => `在真实线程上执行了 ${steps} 步，第一步在 ${at}。`,
    number: '序号',
    step: '步骤',
    thread: '执行后的各线程：key、value、陈旧条目',
    more: (steps) => `更早的 ${steps} 步只在日志中。`,
    replay: (command) => `用真实线程重新执行这些步骤：${command}`,
  },
  connection: {
    waiting: '正在连接……',
    lost: '没有响应。如果程序已停止，请重新启动并打开新的地址。',
    otherDrives: '另一个窗口正在操作，这里只显示结果。',
    takeOver: '改由这里操作',
  },
};

function sentenceOf(step: Step): string {
  switch (step.kind) {
    case 'start':
      return '启动线程';
    case 'end':
      return `结束 ${step.thread}`;
    case 'requests':
      return `${step.thread}：${step.count} 个请求，${how[step.how]}`;
    case 'slot':
      return `${step.thread}：对槽位 ${step.slot} 的 key 调用 ${step.call}()`;
    case 'miss':
      return `${step.thread}：未命中的 get()`;
    case 'remove-all':
      return `${step.thread}：对所有存活的 key 调用 remove()`;
    case 'collect':
      return `${step.thread}：GC`;
    case 'snapshot':
      return `${step.thread}：堆快照`;
    case 'guess':
      return `猜测：${step.keys} 个 key，${step.values} 个 value`;
    default:
      return `讲解流程：第 ${step.at + 1} 步`;
  }
}
