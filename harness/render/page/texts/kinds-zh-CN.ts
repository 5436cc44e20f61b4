import type { TriedCut } from '../../model/finding-facts.js';
import type { LeakKind, LeakKindId } from '../../../retention/index.js';
import type { KindTexts } from './kinds-en.js';
import { formatBytes } from '../../../core/quantities.js';

const LOCALE = 'zh-CN';

/** 泄漏种类的解释。 Explanations in simplified Chinese. */
export const kindsInChinese: KindTexts = {
  heading: '为什么泄漏，怎么修',
  why: '原因：',
  mend: '修法：',
  line: '你的代码：',
  tried: '已验证：',
  whyOf: (explanation) => EXPLANATIONS[explanation.id].why(explanation),
  mendOf: (explanation) => EXPLANATIONS[explanation.id].mend(explanation),
  triedOf: (tried) => {
    const { count, verifiedCut } = tried;
    const { text, references, freed, freedBytes } = verifiedCut;
    const cut = `只剪断 ${code(text)}${references === 1 ? '' : `（同类引用 ${references.toLocaleString(LOCALE)} 处）`}`;
    if (freed === 0) return `${cut}，一个也不会被回收：${othersText(tried)}拿着它们。`;
    const some = `${cut}，${count.toLocaleString(LOCALE)} 个里有 ${freed.toLocaleString(LOCALE)} 个被回收，共 ${formatBytes(freedBytes, { bytesWord: '字节', locale: LOCALE })}`;
    return freed === count ? `${some}。` : `${some}；其余的${othersText(tried)}拿着。`;
  },
};

function othersText({ holders: { length: others }, holdersComplete }: TriedCut): string {
  return `还被另外${holdersComplete ? '' : '至少'} ${others.toLocaleString(LOCALE)} 个引用`;
}

type Sentence = (explanation: LeakKind) => string;

const EXPLANATIONS: Readonly<Record<LeakKindId, { readonly why: Sentence; readonly mend: Sentence }>> = {
  listener: {
    why: ({ holder, detail }) =>
      `${nameOr(holder, '事件发射器')} 会一直持有${detail === null ? '' : ` ${code(`"${detail}"`)} 事件的`}每个监听器，以及监听器用到的一切，直到它被移除。`,
    mend: ({ held }) =>
      `工作结束时移除 ${code(held)}（off()、removeEventListener()、signal 或 { once: true }），或者只注册一次。`,
  },
  timer: {
    why: ({ detail, milliseconds }) =>
      `定时器在到期或被清除之前，事件循环会一直持有它、它的回调以及回调用到的一切：${detail === null ? '这个定时器' : code(detail)}${milliseconds === null ? '' : `（${milliseconds} 毫秒）`}既没有到期，也没有被清除。`,
    mend: ({ detail }) =>
      `保存 ${code(detail ?? 'setTimeout()')} 的返回值，它所服务的工作结束时就清除它；unref() 并不会释放它。`,
  },
  'async-store': {
    why: ({ detail }) =>
      `在 AsyncLocalStorage 的 run() 里启动的东西${detail === null ? '' : `（这里是 ${code(detail)}）`}活多久，就会持有当时的 store 多久。`,
    mend: () => '让它随请求一起结束（清除定时器、让 Promise 落定），或者用 exit() 在 run() 之外启动它。',
  },
  'promise-chain': {
    why: ({ holder }) =>
      `${nameOr(holder, '这个 Promise')} 一直没有落定；在落定之前，Promise 会持有所有用 then() 或 await 等待它的代码，以及它们用到的一切。`,
    mend: () => '保证它一定会落定，或者超时后拒绝（AbortSignal.timeout()），或者改为等待一个会结束的东西。',
  },
  'promise-race': {
    why: ({ holder }) =>
      `Promise.race() 和手写的 then(resolve, reject) 一样，会在它等待的每个 Promise 上留下一个 reaction：${nameOr(holder, '其中一个')} 一直不落定，每次竞争剩下的东西就都挂在它上面。`,
    mend: () =>
      '不要拿一个比竞争活得更久的 Promise 去 race：每次新建一个并最终让它落定，或者改用监听器，用完移除。',
  },
  'closure-list': {
    why: ({ holder, held }) =>
      `没有代码把 ${code(held)} 从 ${nameOr(holder, '列表')} 里取出来；一个函数会持有它自己以及同一作用域里的函数用到的所有变量。`,
    mend: () => '所有者用完之后把函数取出来：让注册的函数返回一个取消函数，并且记得调用它。',
  },
  'growing-map': {
    why: ({ holder, places }) =>
      longer('Map', holder, places) ??
      `${nameOr(holder, '这个 Map')} 强引用它的键和值，键用完之后没有代码删除对应的条目。`,
    mend: () => '工作结束时删除该条目；键是对象时可以用 WeakMap，条目会随着键一起消失。',
  },
  'growing-set': {
    why: ({ holder, places }) =>
      longer('Set', holder, places) ??
      `${nameOr(holder, '这个 Set')} 会持有每个成员直到被删除，而没有代码删除它们。`,
    mend: () => '成员用完之后删除它；成员是对象时可以用 WeakSet，不再阻止回收。',
  },
  'growing-array': {
    why: ({ holder, places }) =>
      longer('列表', holder, places) ??
      `${nameOr(holder, '这个列表')} 随着迭代越来越长，没有代码从中取出元素。`,
    mend: ({ places }) =>
      places === null
        ? '元素用完之后取出来（splice()、shift()、length = 0），或者只保留最后若干个。'
        : '把元素取出来（splice()、shift()、length = 0）：设为 null 或者 delete 之后，位置仍然占着。',
  },
  'growing-object': {
    why: ({ holder, places }) =>
      longer('对象', holder, places) ??
      `${nameOr(holder, '这个对象')} 被当作表来用：每个新的键都会增加一个属性，而没有代码删除属性。`,
    mend: () => '工作结束时删除该属性，或者改用有容量上限的 Map。',
  },
  'unbounded-cache': {
    why: ({ holder, places }) =>
      longer('Map', holder, places) ??
      `${nameOr(holder, '这个 Map')} 在每个新的键下留住放进来的东西，从不移除：这是一个没有上限的缓存。`,
    mend: () => '给它设上限（按数量或按时间淘汰），或者在工作结束时删除该条目。',
  },
  'module-registry': {
    why: () =>
      'Node 会把加载过的模块一直保留到程序结束，而这里同一个模块一次次被当作新模块加载（每次换一个查询串，或者清空了 require.cache）。',
    mend: () => '只加载一次，然后调用它导出的函数；或者在一个会结束的 worker 里加载。',
  },
  'stale-entry': {
    why: ({ holder }) =>
      `ThreadLocal 已经被回收，但 ${nameOr(holder, '线程的表')} 还持有它的 value，直到之后某次调用碰巧清理到这个槽位，而线程一直活着。`,
    mend: () => '用完之后在 finally 里调用 remove()；把 ThreadLocal 放在常量里，不要每次调用都新建一个。',
  },
  'value-refers-to-key': {
    why: ({ holder }) =>
      `${nameOr(holder, '线程的表')} 弱引用 key、强引用 value，但这个 value 又引用了它自己的 key：key 永远不会被回收，条目也就永远不会被清理。`,
    mend: () => '不要让 value 引用它的 ThreadLocal（需要时作为参数传进去），或者在 finally 里调用 remove()。',
  },
  'unclosed-handle': {
    why: ({ held, detail }) =>
      detail === 'counted'
        ? `Node 统计为 ${code(held)} 的东西越开越多：不管还有没有引用指向它，每一个都要占到被关闭为止。`
        : `${code(held)} 在关闭之前一直被 Node 持有，因为堆外还有东西开着：套接字、服务器、端口、监视器或文件。`,
    mend: () => '在 finally 里关闭它（close()、destroy()、await using），出错的路径也不例外。',
  },
  'running-worker': {
    why: ({ held }) =>
      `${code(held)} 启动之后一直在运行：worker 或子进程在结束之前，一直占着自己的内存，以及这里的句柄。`,
    mend: () => '工作结束时 await terminate() 或者 kill()，或者用固定数量的一组来分担工作。',
  },
  'native-memory': {
    why: () => '这些字节在 V8 的堆之外（Buffer、原生对象），只有拥有它们的对象被回收时才会释放。',
    mend: () => '找出是谁留着 Buffer 或原生对象，用完之后关闭它或者放手。',
  },
  'sliced-string': {
    why: ({ holder }) =>
      `V8 把截取的字符串存成对整个原字符串的引用，所以 ${nameOr(holder, '列表')} 里的每一小段都留住了整个原文。`,
    mend: () => '保存之前先复制这一段，例如 Buffer.from(piece).toString()，并且给保存它的地方设上限。',
  },
  'error-stack': {
    why: () => '从没读过 stack 的 Error 会持有当时各个栈帧的函数和 this，以及它们用到的一切。',
    mend: () => '在保存错误的地方读一次 error.stack，或者只保存 message 和 stack 的文本。',
  },
  'made-per-call': {
    why: ({ held }) =>
      `每次调用都新建一个 ${code(held)}：新建的类或函数带着自己的代码、原型和隐藏类，留住它的也就把这些一起留住了。`,
    mend: () => '在调用之外只建一次，不同的部分作为参数传进去。',
  },
  other: {
    why: (explanation) => (OTHERS.get(explanation.detail) ?? OUTLIVES).why(explanation),
    mend: (explanation) => (OTHERS.get(explanation.detail) ?? OUTLIVES).mend(explanation),
  },
};

interface Sentences {
  readonly why: Sentence;
  readonly mend: Sentence;
}

/** Explanations of findings by structure, if they have no kind. */
const OTHERS: ReadonlyMap<string | null, Sentences> = new Map<string | null, Sentences>([
  [
    'chain',
    {
      why: ({ held }) =>
        `每个 ${code(held)} 都被另一个 ${code(held)} 引用，只要其中一个还被持有，整条链就都留着：不管链尾由谁持有，链都会越来越长。`,
      mend: () => '不再需要时断开对象之间的这个引用，或者只保存需要的值。',
    },
  ],
  [
    'text',
    {
      why: ({ holder }) => `${nameOr(holder, '这个字符串')} 一次次被更长的字符串替换，没有代码把它变短。`,
      mend: () => '长度达到上限时把内容写出去，或者丢掉开头的部分。',
    },
  ],
]);

const OUTLIVES: Sentences = {
  why: ({ holder }) =>
    `${nameOr(holder, '持有它的东西')} 活得比它久，而工作结束时没有代码断开波浪线标出的引用。`,
  mend: () => '工作结束时把这个引用设为 undefined，或者让它的所有者也被回收。',
};

function longer(noun: string, holder: string | null, places: number | null): string | undefined {
  if (places === null) return undefined;
  const named = holder === null ? '' : ` ${code(holder)} `;
  return `这个${noun}${named}多了 ${places.toLocaleString(LOCALE)} 个位置，里面没有新的对象。`;
}

function nameOr(holder: string | null, otherwise: string): string {
  return holder === null ? otherwise : code(holder);
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
