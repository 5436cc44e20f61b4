let f = () => 1;
export function iteration() {
  const g = f;
  f = () => g;
}
