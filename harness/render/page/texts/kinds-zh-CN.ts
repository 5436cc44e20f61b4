import type { TriedCut } from '../../model/finding-facts.js';
import type { LeakKind, LeakKindId } from '../../../retention/index.js';
import type { KindTexts } from './kinds-en.js';
import { atStart, code, LOCALE, longer, within } from './kind-words-zh-CN.js';
import { formatBytes } from '../../../core/quantities.js';

/** 泄漏种类的解释。 Explanations in simplified Chinese. */
export const kindsInChinese: KindTexts = {
  heading: '泄漏原因与修复方法',
  why: '原因：',
  mend: '修复：',
  line: '你的代码：',
  lineInPackage: '依赖包中的代码：',
  tried: '已验证：',
  whyOf: (explanation) => EXPLANATIONS[explanation.id].why(explanation),
  mendOf: (explanation) => EXPLANATIONS[explanation.id].mend(explanation),
  triedOf: (tried) => {
    const { count, verifiedCut } = tried;
    const { text, freed, freedBytes } = verifiedCut;
    const cut = `仅断开 ${code(text)}${alsoCutText(verifiedCut)}`;
    if (freed === 0) return `${cut}，没有对象可以回收：它们仍由${othersText(tried)}保留。`;
    const some = `${cut}，${count.toLocaleString(LOCALE)} 个中有 ${freed.toLocaleString(LOCALE)} 个可以回收，共 ${formatBytes(freedBytes, { bytesWord: '字节', locale: LOCALE })}`;
    return freed === count ? `${some}。` : `${some}；其余的由${othersText(tried)}保留。`;
  },
};

function alsoCutText({ references, others }: TriedCut['verifiedCut']): string {
  const parts = [
    ...(references === 1 ? [] : [`同类引用 ${references.toLocaleString(LOCALE)} 处`]),
    ...(others === 0 ? [] : [`其他引用 ${others.toLocaleString(LOCALE)} 处`]),
  ];
  return parts.length === 0 ? '' : `（${parts.join('、')}）`;
}

function othersText({ holders: { length: others }, holdersComplete }: TriedCut): string {
  if (others === 0) return '其他引用';
  return `另外${holdersComplete ? '' : '至少'} ${others.toLocaleString(LOCALE)} 个引用`;
}

type Sentence = (explanation: LeakKind) => string;

const EXPLANATIONS: Readonly<Record<LeakKindId, { readonly why: Sentence; readonly mend: Sentence }>> = {
  listener: {
    why: ({ holder, detail }) =>
      `${atStart(holder, '事件发射器')}会保留${detail === null ? '' : ` ${code(`"${detail}"`)} 事件的`}每个监听器及其用到的一切，直到该监听器被移除。`,
    mend: ({ held }) =>
      `工作结束时移除 ${code(held)}（以同一个函数调用 off() 或 removeEventListener()，或使用 signal；{ once: true } 只在事件触发后才会移除），或只注册一次。`,
  },
  'node-listener': {
    why: ({ holder, held, detail }) =>
      `Node 自身会为每个 ${code(held)} 在${within(holder, '事件发射器')}上注册一个${detail === null ? '' : ` ${code(`"${detail}"`)} 事件的`}监听器，并且只在其工作结束时才移除。`,
    mend: ({ held }) =>
      `不再需要时结束每个 ${code(held)}（close()、destroy()、unpipe() 或中止 signal），监听器会随之移除；或只创建一次。`,
  },
  'awaited-event': {
    why: ({ holder, held, detail }) =>
      `\`events.once()\` 和 \`events.on()\` 会在${within(holder, '事件发射器')}上监听${detail === null ? '某个' : ` ${code(`"${detail}"`)} `}事件和错误，并且只在事件触发、出错、退出循环或 signal 中止后才移除监听器。在此之前，监听器会保留等待中的 ${code(held)}。`,
    mend: ({ held }) =>
      `向 \`events.once()\` 或 \`events.on()\` 传入 signal，并在 ${code(held)} 不再需要等待时中止它（AbortSignal.timeout() 会自动中止）；或退出 \`events.on()\` 的循环，或确保该事件会被触发。`,
  },
  'piped-stream': {
    why: ({ holder, held }) =>
      `${atStart(holder, '该流')}会保留它通过 pipe() 连接的每个 ${code(held)}，直到调用 unpipe()，或${within(holder, '该流')}自身结束。`,
    mend: ({ held }) => `${code(held)} 用完后调用 unpipe()，或只连接一次。`,
  },
  'unread-branch': {
    why: ({ holder, detail }) =>
      `\`tee()\` 将 ReadableStream 分成两个分支：一个分支已读取的数据块会留在另一个分支的队列中，直到后者也读取它或被取消。${detail === 'chunks' ? `没有代码读取${within(holder, '另一个分支')}。` : `此处${within(holder, '生命周期更长的对象')}保留了没有代码读取的分支。`}`,
    mend: ({ detail }) =>
      `将两个分支都读到结束，或对不需要的分支调用 cancel()${detail === 'chunks' ? '' : '，并且不再保留它'}。如果只有一个读取方，则不要调用 tee()。`,
  },
  timer: {
    why: ({ detail, milliseconds }) =>
      `定时器在触发或被清除之前，事件循环会保留它、它的回调以及回调用到的一切：${atStart(detail, '这个定时器')}${milliseconds === null ? '' : `（${milliseconds} 毫秒）`}仍未触发。`,
    mend: ({ detail }) =>
      `保存 ${code(detail ?? 'setTimeout()')} 的返回值，不再需要时清除定时器；unref() 不会释放它。`,
  },
  'async-store': {
    why: ({ detail }) =>
      `在 AsyncLocalStorage 的 run() 中启动的一切${detail === null ? '' : `（此处为 ${code(detail)}）`}，存活期间都会保留当时的 store。`,
    mend: () => '让它随请求结束（清除定时器、让 promise 完成），或在 run() 之外启动它，例如使用 exit()。',
  },
  'promise-chain': {
    why: ({ holder }) =>
      `${atStart(holder, '该 promise ')}一直处于 pending 状态；pending 的 promise 会保留通过 then() 或 await 等待它的一切。`,
    mend: () =>
      '确保它最终完成（resolve 或 reject），或超时后 reject（AbortSignal.timeout()），或改为等待一个会完成的 promise。',
  },
  'promise-race': {
    why: ({ holder }) =>
      `Promise.race() 与 then(resolve, reject) 一样，会在所等待的每个 promise 上添加一个 reaction：${atStart(holder, '其中一个')}一直处于 pending 状态，因此保留了每次 race 的 reaction。`,
    mend: () =>
      '不要让生命周期比 race 更长的 promise 参与 race：每次 race 新建一个，并在结束时使其完成；或改用监听器，用完后移除。',
  },
  'closure-list': {
    why: ({ holder, held }) =>
      `${code(held)} 没有从${within(holder, '列表')}中移除；函数会保留其作用域中被它自身或同一作用域的其他函数用到的所有变量。`,
    mend: () => '所有者用完后移除该函数：让注册代码返回一个用于移除的函数，并调用它。',
  },
  'growing-map': {
    why: (explanation) =>
      longer(explanation, ' Map ') ??
      `${atStart(explanation.holder, '该 Map ')}保留其键和值，直到条目被删除${notDeleted(explanation, '条目')}。`,
    mend: (explanation) =>
      undeleted(explanation) ?? '条目不再需要时将其删除。如果键是对象，可使用 WeakMap，条目会随键一起释放。',
  },
  'growing-set': {
    why: (explanation) =>
      longer(explanation, ' Set ') ??
      `${atStart(explanation.holder, '该 Set ')}会保留每个成员直到其被删除${notDeleted(explanation, '成员')}。`,
    mend: (explanation) =>
      undeleted(explanation) ?? '成员不再需要时将其删除。如果成员是对象，可使用 WeakSet，它不保留成员。',
  },
  'growing-array': {
    why: (explanation) =>
      longer(explanation, '列表') ??
      `${atStart(explanation.holder, '该列表')}会保留其元素直到它们被移除，而这些元素没有被移除。`,
    mend: ({ places, detail }) =>
      places === null || detail === 'new-objects'
        ? '移除不再需要的元素（splice()、shift()、length = 0），或只保留最近的若干个。'
        : '移除元素（splice()、shift()、length = 0）：设为 null 或 delete 后，元素仍占用位置。',
  },
  'growing-object': {
    why: (explanation) =>
      longer(explanation, '对象') ??
      `${atStart(explanation.holder, '该对象')}被用作表：每个新键增加一个属性，而这些属性没有被删除。`,
    mend: () => '属性不再需要时将其删除，或改用有容量上限的 Map。',
  },
  'unbounded-cache': {
    why: (explanation) =>
      longer(explanation, ' Map ') ??
      `${atStart(explanation.holder, '该 Map ')}为每个新键保留一个条目，直到其被删除${notDeleted(explanation, '条目')}${explanation.detail === 'deletions' ? '' : '：缓存需要上限'}。`,
    mend: (explanation) =>
      undeleted(explanation) ??
      '按数量或时间设置上限，或在条目不再需要时将其删除。如果已有上限，则本次运行在达到之前已结束：增加迭代次数，或允许其增长。',
  },
  'node-list': {
    why: (explanation) => (NODE_LISTS.get(explanation.detail) ?? IN_NODE_LIST).why(explanation),
    mend: (explanation) => (NODE_LISTS.get(explanation.detail) ?? IN_NODE_LIST).mend(explanation),
  },
  'module-registry': {
    why: () =>
      'Node 会将已加载的模块保留到程序结束，而此处反复加载同一个模块，每次都作为新模块加载（查询串不同，或清空了 require.cache）。',
    mend: () => '只加载一次并调用其导出，或在会结束的 worker 中加载。',
  },
  'stale-entry': {
    why: ({ holder }) =>
      `ThreadLocal 已被回收，但${within(holder, '线程的表')}仍保留其 value，直到后续某次调用恰好清除该槽位，而线程尚未结束。`,
    mend: () => '用完后在 finally 块中调用 remove()，并将 ThreadLocal 保存为常量，而不是每次调用都新建。',
  },
  'value-refers-to-key': {
    why: ({ holder, detail }) =>
      detail === 'finalizer'
        ? `${atStart(holder, '该 FinalizationRegistry ')}弱引用 target、强引用 held value，但这个 held value 引用了自己的 target，因此 target 永远不会被回收，注册也永远不会结束。`
        : `${atStart(holder, '该表')}弱引用 key、强引用 value，但这个 value 引用了自己的 key，因此 key 永远不会被回收，条目也永远不会被清除。`,
    mend: ({ detail }) =>
      detail === 'finalizer'
        ? '让 held value 只包含清理所需的数据（id、句柄、路径），不包含 target，也不包含用到 target 的函数；或在工作结束时以 token 调用 unregister()。'
        : '不要让 value 引用其 ThreadLocal（改为将它传给需要的代码），或在 finally 块中调用 remove()。',
  },
  'unclosed-handle': {
    why: ({ held, detail }) =>
      detail === 'counted'
        ? `Node 计为 ${code(held)} 的已打开资源不断增多：即使没有引用指向它们，每一个在关闭之前都一直处于打开状态。`
        : `${code(held)} 在关闭之前由 Node 保留，因为堆外仍有打开的资源：socket、服务器、端口、监视器或文件。`,
    mend: () => '在 finally 块中关闭它（close()、destroy()），确保出错时也会关闭。',
  },
  'running-worker': {
    why: ({ held, detail }) =>
      detail === 'counted'
        ? `计入 ${code(held)} 的资源数量持续增长：每一个在结束之前都一直运行，并占用自身的内存。`
        : `${code(held)} 启动后仍在运行：worker 或子进程在结束之前，一直占用自身的内存以及本进程中的句柄。`,
    mend: () => '工作结束时 await terminate() 或调用 kill()，或由固定数量的 worker 或子进程分担工作。',
  },
  'native-memory': {
    why: () => '这些字节位于 V8 的堆之外（Buffer、原生对象），只有拥有它们的对象被回收时才会释放。',
    mend: () => '查找保留 Buffer 或原生对象的代码，不再需要时将其关闭或释放引用。',
  },
  'sliced-string': {
    why: ({ holder }) =>
      `V8 将子串存储为对整个字符串的引用，因此${within(holder, '列表')}中的每个子串都保留了整个字符串。`,
    mend: () => '存储之前先复制子串，例如 Buffer.from(piece).toString()，并限制存储的数量。',
  },
  'error-stack': {
    why: () => 'stack 从未被读取的 Error 会保留各栈帧的函数和接收者（this），以及它们用到的一切。',
    mend: () => '存储错误之前读取一次 error.stack，或只以字符串存储 message 和 stack，并限制存储的数量。',
  },
  'made-per-call': {
    why: ({ held }) =>
      `每次调用都新建一个 ${code(held)}：重新创建的类或函数有自己的代码、原型和隐藏类，只要其中任何一项被保留，其余的也会一并保留。`,
    mend: () => '在调用之外只创建一次，差异部分作为参数传入。',
  },
  other: {
    why: (explanation) => (OTHERS.get(explanation.detail) ?? OUTLIVES).why(explanation),
    mend: (explanation) => (OTHERS.get(explanation.detail) ?? OUTLIVES).mend(explanation),
  },
};

/** 其他条目似乎已被删除时，句子的后半部分有所不同。 Returns the end of a sentence on what is retained until it is deleted. */
function notDeleted({ detail }: LeakKind, noun: string): string {
  return detail === 'deletions' ? `；其他${noun}似乎已被删除，而这些没有` : `，而这些${noun}没有被删除`;
}

function undeleted({ id, detail }: LeakKind): string | undefined {
  if (detail !== 'deletions') return undefined;
  const other = id === 'growing-set' ? '的值与 `add()` 时不同' : '的键与 `set()` 时不同';
  return `找出没有调用 \`delete()\`（出错、超时、提前返回），或调用时传入${other}的代码路径。`;
}

interface Sentences {
  readonly why: Sentence;
  readonly mend: Sentence;
}

/** Explanations of lists of Node, by what they hold. */
const NODE_LISTS: ReadonlyMap<string | null, Sentences> = new Map<string | null, Sentences>([
  [
    'async-hook',
    {
      why: () => 'Node 会保留每个已启用的 async hook，以及其函数用到的一切，直到该 hook 被禁用。',
      mend: () => '工作结束时对 createHook() 的返回值调用 disable()，或只创建并启用一次。',
    },
  ],
  [
    'async-storage',
    {
      why: () =>
        'AsyncLocalStorage 自首次 run() 或 enterWith() 起即为使用中，Node 会保留每个使用中的 AsyncLocalStorage，直到其被禁用。',
      mend: () => '在调用之外只创建一次 AsyncLocalStorage，或在工作结束时对它调用 disable()。',
    },
  ],
  [
    'performance-observer',
    {
      why: () => 'Node 会保留每个正在观察的 PerformanceObserver，以及其回调用到的一切，直到其断开。',
      mend: () => '工作结束时对它调用 disconnect()，或只观察一次。',
    },
  ],
  [
    'abort-signal',
    {
      why: () =>
        '`AbortSignal.any()` 会将新建的 signal 登记到各个源 signal 上；只要它有监听器，Node 就会保留它，直到某个源 signal 中止。',
      mend: () =>
        '工作结束时移除组合 signal 上的监听器，并且只组合随该工作一起结束的 signal：长生命周期的 signal 只传给 any() 一次，或直接监听它并在用完后移除监听器。',
    },
  ],
  [
    'abort-signal-ref',
    {
      why: () =>
        '`AbortSignal.any()` 会在每个源 signal 中留下一个 WeakRef；只要源 signal 存活，Node 就会保留它，即使组合 signal 已被回收。',
      mend: () => '长生命周期的 signal 只传给 any() 一次，或直接监听它，并在工作结束时移除监听器。',
    },
  ],
  [
    'channel',
    {
      why: () => '`node:diagnostics_channel` 的通道会保留每个订阅者及其用到的一切，直到取消订阅。',
      mend: () => '工作结束时以同一个函数调用 unsubscribe()，或只订阅一次。',
    },
  ],
]);

const IN_NODE_LIST: Sentences = {
  why: ({ held }) => `Node 将 ${code(held)} 保存在自身的列表中，直到对应的调用被撤销，或其工作结束。`,
  mend: ({ held }) =>
    `不再需要时结束每个 ${code(held)}（close()、destroy()、disconnect()、disable()、abort()），或只创建一次。`,
};

/** Explanations of findings by structure, if they have no kind. */
const OTHERS: ReadonlyMap<string | null, Sentences> = new Map<string | null, Sentences>([
  [
    'chain',
    {
      why: ({ holder, held }) =>
        `每个 ${code(held)} 都由另一个 ${code(held)} ${holder === null ? '' : `通过 ${code(holder)} `}保留，只要链尾可达，整条链都不会被回收，且链不断增长。`,
      mend: ({ holder }) =>
        `不再需要时断开${holder === null ? '前后对象之间的引用' : ` ${code(holder)} 引用`}，或只存储需要的值。`,
    },
  ],
  [
    'finalizer',
    {
      why: ({ holder }) =>
        `${atStart(holder, '该 FinalizationRegistry ')}会保留每个 held value，直到其 target 被回收，而这些 target 仍然可达。`,
      mend: () => '释放对 target 的引用，或在工作结束时以 token 调用 unregister()。',
    },
  ],
  [
    'wasm-table',
    {
      why: ({ holder }) =>
        `${atStart(holder, '该表')}是 WebAssembly.Table，会保留每个位置上的值，直到存入另一个值，而这些位置没有清空。`,
      mend: () => '值不再需要时将其位置设为 null（set(index, null)），并重复使用该位置：表不能缩小。',
    },
  ],
  [
    'text',
    {
      why: ({ holder }) => `${atStart(holder, '该字符串')}不断被更长的字符串替换，没有代码将其缩短。`,
      mend: () => '达到一定长度时写出其内容，或丢弃开头部分。',
    },
  ],
]);

const OUTLIVES: Sentences = {
  why: ({ holder }) =>
    `${atStart(holder, '其引用者')}的生命周期比它长，而工作结束时没有代码断开波浪线标出的引用。`,
  mend: () => '工作结束时将该引用设为 undefined，或释放其所有者。',
};
