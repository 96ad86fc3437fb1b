const SCALE = 2;
const MARGIN = 24;

/**
 * Lets the browser save the answer as a PNG: its markup with the styles in force, drawn once, charts as they stand.
 * Works from the page itself, so that what is saved is what is seen, with all that scrolls unrolled.
 */
export async function savePicture(element: HTMLElement, name: string, paper: string): Promise<void> {
  const { svg, width, height } = unrolled(element, () => drawn(element));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN) * SCALE;
  canvas.height = (height + 2 * MARGIN) * SCALE;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, MARGIN, MARGIN, width, height);
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}

/** Lays the element out without scroll boxes while something looks at it; nothing of it is painted. */
function unrolled<T>(element: HTMLElement, look: () => T): T {
  element.classList.add('ask-picture');
  try {
    return look();
  } finally {
    element.classList.remove('ask-picture');
  }
}

function drawn(element: HTMLElement): { svg: string; width: number; height: number } {
  const { height } = element.getBoundingClientRect();
  const width = Math.max(element.clientWidth, element.scrollWidth);
  const copy = withStyles(element);
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const markup = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
  return { svg, width, height };
}

/** A copy that carries its computed styles; a chart's canvas becomes a picture of itself. */
function withStyles(element: Element): HTMLElement {
  const copy = element.cloneNode(false) as HTMLElement;
  if (element instanceof HTMLCanvasElement) {
    const picture = document.createElement('img');
    picture.src = element.toDataURL('image/png');
    picture.setAttribute('style', styleOf(element));
    return picture;
  }
  copy.setAttribute('style', styleOf(element));
  for (const child of element.childNodes) {
    if (!(child instanceof Element)) copy.append(child.cloneNode());
    else if (!isLeftOut(child)) copy.append(withStyles(child));
  }
  return copy;
}

function styleOf(element: Element): string {
  const style = getComputedStyle(element);
  return Array.from(style, (name) => `${name}:${style.getPropertyValue(name)}`).join(';');
}

/** The table, which is downloaded by itself, and what can only be clicked. */
function isLeftOut({ classList }: Element): boolean {
  return classList.contains('ask-numbers') || classList.contains('ask-picture-bar');
}
