/** No defineCase() has looked at it. */
export default { id: 'bare', experiment: (): void => undefined };
