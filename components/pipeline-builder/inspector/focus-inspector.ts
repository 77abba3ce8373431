export const inspectorId = "pipeline-inspector";

/** Into the first field of the form that the selected card's inspector shows. */
export function focusInspector(): void {
  // The form of a card that was selected just now is drawn with the next frame.
  requestAnimationFrame(() => {
    const inspector = document.getElementById(inspectorId);
    const field = inspector?.querySelector<HTMLElement>("input:not([disabled]), textarea, select, [role=combobox], [contenteditable=true], button:not([data-quiet])");
    (field ?? inspector)?.focus();
  });
}
