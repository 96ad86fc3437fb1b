import { Component, type ReactNode } from 'react';
import { FaultNotice, useSay } from '#lib/ui';
import { text } from './text.ts';

interface Props {
  /** Where one is: going elsewhere mends the page. */
  readonly place: string;
  /** What stands there instead; a general sentence by default. */
  readonly instead?: ReactNode;
  readonly children: ReactNode;
}

/** Keeps the frame standing when a page breaks, and says so. */
export class Broken extends Component<Props, { fault?: Error; place: string }> {
  override state: { fault?: Error; place: string } = { place: this.props.place };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  static getDerivedStateFromProps({ place }: Props, state: { place: string }) {
    return place === state.place ? null : { fault: undefined, place };
  }

  override render() {
    const { fault } = this.state;
    return fault ? (this.props.instead ?? <BrokenPage />) : this.props.children;
  }
}

function BrokenPage() {
  const say = useSay();
  return (
    <FaultNotice page message={say(text.broken)} code="web.broken" onRetry={() => window.location.reload()} />
  );
}
