// A class whose name is one of Object.prototype's.
const { toString: K } = {
  toString: class toString {
    a = 1;
  },
};
const held = [];
export function iteration() {
  held.push(new K());
}
