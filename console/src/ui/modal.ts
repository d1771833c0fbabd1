/** Shows it as a dialog: the rest of the page is out of reach until it is closed. */
export function modal(dialog: HTMLDialogElement): void {
  dialog.showModal();
}
