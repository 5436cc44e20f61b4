// Property names: V8's table of internalized strings holds them weakly.
const table = {};
export function iteration({ index }) {
  table[`customer-${index}`] = 1;
}
