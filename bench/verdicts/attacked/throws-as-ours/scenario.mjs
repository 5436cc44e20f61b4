export function iteration() {
  throw Object.assign(new Error('fake'), { code: 'ERR_SCENARIO_DEFINITION' });
}
