export function iteration({ index }) {
  return (
    new Intl.NumberFormat('en').format(index) +
    new Date(index).toLocaleString('de') +
    new URL('http://a/' + index).pathname
  );
}
