/** The value of a fact. A list is written without brackets, with a space after each comma, so that lines break there. */
export function factText(json: string): string {
  const list = flatList(json);
  return list === null ? json.replaceAll('","', '", "') : list.map((one) => JSON.stringify(one)).join(', ');
}

/** Returns the elements of a list that has elements, none of which has any itself; `null` if it is something else. */
function flatList(json: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(json);
    const isFlat = Array.isArray(value) && value.length > 0 && value.every((one) => Object(one) !== one);
    return isFlat ? value : null;
  } catch {
    // It was cut, because it is long.
    return null;
  }
}
