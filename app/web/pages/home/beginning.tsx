import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Words } from '#lib/core';
import { Drawing, FaultNotice, PageHeader, type Picture, useSay } from '#lib/ui';
import { LinkButton } from '../../api/link-button.tsx';
import { useChange } from '../../api/use-operation.ts';
import { DemoProgress } from './demo-progress.tsx';
import { text } from './text.ts';

const PEOPLE = 5000;

/** The three ways to begin: a file, the demo company, a stream of events. */
export function Beginning({ loading }: { loading: boolean }) {
  const say = useSay();
  const load = useChange('demo/load', ['demo/state']);
  const begin = () => load.mutate({ people: PEOPLE });
  const way = (href: string, type: 'primary' | 'default') => (
    <LinkButton href={href} type={type}>
      {say(text.begin)}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={say(text.welcome)} sentence={say(text.welcomeHint)} />
      <div className="home-ways">
        <Way picture="triangle" title={text.file} hint={text.fileHint}>
          {way('/collect/import', 'primary')}
        </Way>
        <Way picture="line" title={text.demo} hint={text.demoHint}>
          {load.error && <FaultNotice message={load.error.message} code={load.error.code} />}
          {load.isPending || load.isSuccess || loading ? (
            <DemoProgress onRetry={begin} />
          ) : (
            <Button onClick={begin}>{say(text.load)}</Button>
          )}
        </Way>
        <Way picture="inbox" title={text.send} hint={text.sendHint}>
          {way('/collect/keys', 'default')}
        </Way>
      </div>
    </>
  );
}

interface WayProps {
  readonly picture: Picture;
  readonly title: Words;
  readonly hint: Words;
  readonly children: ReactNode;
}

function Way({ picture, title, hint, children }: WayProps) {
  const say = useSay();
  return (
    <section className="home-way">
      <div className="home-way-picture">
        <Drawing picture={picture} />
      </div>
      <h2>{say(title)}</h2>
      <p>{say(hint)}</p>
      {children}
    </section>
  );
}
