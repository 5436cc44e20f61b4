export const iterate: string = 'not called iteration';
