import { focusInspector, inspectorId } from "./focus-inspector";

/** Into the first field of the inspector that is marked as wrong, once its form is drawn; into its first field where none is. */
export function focusField(field: string): void {
  let framesLeft = 20;
  const look = () => {
    const wrong = field === "" ? null : document.getElementById(inspectorId)?.querySelector<HTMLElement>("[aria-invalid=true]");
    framesLeft -= 1;
    if (wrong) wrong.focus();
    else if (framesLeft > 0) requestAnimationFrame(look);
    else focusInspector();
  };
  requestAnimationFrame(look);
}
