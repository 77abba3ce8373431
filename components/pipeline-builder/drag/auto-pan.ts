const edgePx = 48;
const stepPx = 10;

type Pointer = { at: { x: number; y: number }; box: DOMRect | undefined };

/** Moves the canvas along while the pointer rests near its edge. Returns how to stop. */
export function autoPan(pointer: () => Pointer, pan: (dx: number, dy: number) => void): () => void {
  let frame = requestAnimationFrame(function tick() {
    const { at, box } = pointer();
    if (box) {
      const [dx, dy] = [push(at.x, box.left, box.right), push(at.y, box.top, box.bottom)];
      if (dx !== 0 || dy !== 0) pan(dx, dy);
    }
    frame = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(frame);
}

/** Outside of the canvas, over the palette say, nothing moves. */
function push(at: number, start: number, end: number): number {
  if (at < start || at > end) return 0;
  if (at - start < edgePx) return stepPx;
  return end - at < edgePx ? -stepPx : 0;
}
