const bound = 200;
const series = new Map([['cpu', []]]);
const texts = ['', ''];
const most = (list, variant) => (variant.endsWith('bounded') ? list.slice(-bound) : list);
export function iteration({ index, variant }) {
  if (variant.startsWith('list')) series.set('cpu', most([...series.get('cpu'), index], variant));
  // Joined anew, so that it is one flat text.
  else texts[0] = most([...texts[0].split(' '), `${index}`], variant).join(' ');
}
