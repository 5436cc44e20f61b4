import type { WalkTexts } from './texts.js';

/** 调用探查的槽位。 The walks of calls, in simplified Chinese. */
export const walkInChinese: WalkTexts = {
  heading: (shown, calls, first) => {
    const since = first ? '从 worker 启动到本次检查' : '上次检查以来';
    return shown === calls
      ? `逐步查看：${since}的 ${calls} 次 get()、set()、remove() 调用`
      : `逐步查看：${since}共 ${calls.toLocaleString('zh-CN')} 次 get()、set()、remove() 调用，此处显示最后 ${shown} 次`;
  },
  call: (operation, key) => (operation === 'set' ? `key #${key}：set(…)` : `key #${key}：${operation}()`),
  home: (slot) => `起始槽位 ${slot}`,
  previous: '上一步',
  next: '下一步',
  controls: '逐步查看',
  scan: '条目已存入。set() 随后再检查若干个槽位，查找陈旧条目：',
  more: (count) => `另有 ${count} 步未列出。`,
  step: {
    look: (slot, entry, key) => {
      if (entry === 'empty') return `查看槽位 ${slot}：空。`;
      if (entry === 'stale') return `查看槽位 ${slot}：陈旧条目，key #${key} 已被回收。`;
      return `查看槽位 ${slot}：key #${key}${entry === 'strong' ? '（强引用）' : ''}。`;
    },
    expunge: (slot, key) => `清除槽位 ${slot} 中 key #${key} 的条目。`,
    store: (slot, key) => `将 key #${key} 存入槽位 ${slot}。`,
    overwrite: (slot, key) => `为槽位 ${slot} 中 key #${key} 的条目设置新的 value。`,
    replace: (slot, key, stale) => `将 key #${key} 存入槽位 ${slot}，替换 key #${stale} 的陈旧条目。`,
    move: (from, to, key) =>
      from === to
        ? `key #${key} 仍在槽位 ${to}。`
        : `将 key #${key} 从槽位 ${from} 移到槽位 ${to}，更接近其起始槽位。`,
    swap: (from, to, key) => `槽位 ${from} 中的 key #${key} 与槽位 ${to} 中的陈旧条目互换位置。`,
    grow: (from, to) => `新建 ${to} 个槽位的表，替换原来的 ${from} 个槽位的表。`,
    copy: (from, to, key) => `将 key #${key} 从槽位 ${from} 复制到新表的槽位 ${to}。`,
  },
};
