/** The look every text-like control shares. */
export const controlClasses =
  "w-full min-w-0 rounded-sm border border-neutral-6 bg-raised px-2.5 text-body text-neutral-12 transition-colors placeholder:text-neutral-9 " +
  "hover:border-neutral-7 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 focus-visible:outline-accent " +
  "disabled:pointer-events-none disabled:bg-neutral-3 disabled:text-neutral-10 aria-invalid:border-dead aria-invalid:focus-visible:outline-dead";

/** What floats above the page: menus, popovers, dialogs. */
export const floatingClasses = "z-50 rounded-md border border-neutral-6 bg-raised text-neutral-12 shadow-float";

/** One line of a menu or a list of options. */
export const itemClasses =
  "relative flex w-full cursor-default items-center gap-2 rounded-xs px-2 py-1.5 text-left text-dense outline-none select-none " +
  "data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-neutral-4 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-neutral-10";
