/** What is opened is read from its beginning, wherever the page before it was scrolled to. */
export function fromTheTop(opened: HTMLElement): void {
  opened.parentElement?.scrollTo({ top: 0 });
}
