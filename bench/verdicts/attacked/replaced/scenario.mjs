// Values that are replaced by larger ones, under one reference.
let state = { list: [] };
let seen = new Set();
let log = '';
const document = { text: '' };
const variants = {
  state: (index) => (state = { ...state, index, list: [...state.list, index] }),
  set: (index) => (seen = new Set(seen).add(index)),
  'joined text': (index) => {
    log += `line ${index}\n`;
    return /zzz/.test(log);
  },
  'flat text': (index) => (document.text = `${document.text} ${index}`.split('').toReversed().join('')),
  bounded: (index) => (state = { ...state, index, list: [...state.list.slice(-200), index] }),
};
export function iteration({ index, variant }) {
  variants[variant](index);
}
