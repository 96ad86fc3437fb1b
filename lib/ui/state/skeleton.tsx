import './waiting.css';

/** The shapes of what may be awaited. */
export type Shape = 'chart' | 'table' | 'triangle' | 'figures' | 'text';

const bars = [38, 52, 47, 64, 58, 71, 66, 80, 74, 62, 69, 85];
const widths = [92, 78, 86, 64, 81, 72, 88, 60];

const count = (n: number) => Array.from({ length: n }, (_, i) => i);

const shapes: Readonly<Record<Shape, () => React.ReactNode>> = {
  chart: () => (
    <div className="ui-bone-chart">
      {bars.map((height) => (
        <i key={height} className="ui-bone" style={{ height: `${height}%` }} />
      ))}
    </div>
  ),
  table: () => (
    <div className="ui-bone-lines">
      {widths.map((width) => (
        <div key={width}>
          <i className="ui-bone" style={{ width: `${width / 3}%` }} />
          <i className="ui-bone" style={{ width: '12%' }} />
          <i className="ui-bone" style={{ width: '9%' }} />
          <i className="ui-bone" style={{ width: '14%' }} />
        </div>
      ))}
    </div>
  ),
  triangle: () => (
    <div className="ui-bone-triangle">
      {count(8).map((row) => (
        <div key={row}>
          <i className="ui-bone ui-bone-label" />
          {count(9 - row).map((cell) => (
            <i key={cell} className="ui-bone" />
          ))}
        </div>
      ))}
    </div>
  ),
  figures: () => (
    <div className="ui-bone-figures">
      {count(4).map((i) => (
        <div key={i}>
          <i className="ui-bone" style={{ width: '50%' }} />
          <i className="ui-bone" style={{ width: '80%', height: 32 }} />
          <i className="ui-bone" style={{ width: '60%' }} />
        </div>
      ))}
    </div>
  ),
  text: () => (
    <div className="ui-bone-lines">
      {widths.slice(0, 4).map((width) => (
        <i key={width} className="ui-bone" style={{ width: `${width}%` }} />
      ))}
    </div>
  ),
};

/** The outline of what will stand here. */
export function Skeleton({ shape }: { shape: Shape }) {
  return (
    <div className="ui-skeleton" aria-hidden>
      {shapes[shape]()}
    </div>
  );
}
