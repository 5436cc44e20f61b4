let f = () => 1;
export function iteration() {
  f = f.bind(null);
}
