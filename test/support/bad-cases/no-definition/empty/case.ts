export default { id: 'empty' };
