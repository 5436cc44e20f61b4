/** 与预期的差异。 Differences from a statement, in simplified Chinese; `{n}` stands for a number and `{text}` for any text. */
export const differencesInChinese: Readonly<Record<string, string>> = {
  'nothing was observed: the experiment never took a snapshot': '没有实测结果：实验没有抓取快照',
  'keys: stated {n}, observed {n}': 'key：预期 {n}，实测 {n}',
  'values: stated {n}, observed {n}': 'value：预期 {n}，实测 {n}',
  'staleEntries: stated {n}, observed {n}': '陈旧条目：预期 {n}，实测 {n}',
  'witnesses disagree at "{text}" in {text}: {text}: the live table {text}, the snapshot {text}, v8.queryObjects {text}':
    '交叉核对不一致（{text}，{text}）：{text}：运行时直接读 map {text}，堆快照 {text}，v8.queryObjects {text}',
  'witnesses disagree at "{text}" in {text}: {text}': '交叉核对不一致（{text}，{text}）：{text}',
  '{text}: stated {text}, observed {text}': '{text}：预期 {text}，实测 {text}',
  '{text}: stated {text}, not recorded': '{text}：预期 {text}，没有记录实测值',
  '{text}: not stated, observed {text}': '{text}：没有预期，实测 {text}',
};
