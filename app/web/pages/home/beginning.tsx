import { Button } from 'antd';
import type { Words } from '#lib/core';
import { FaultNotice, PageHeader, useSay } from '#lib/ui';
import { LinkButton } from '../../door/link-button.tsx';
import { useChange } from '../../door/use-operation.ts';
import { DemoProgress } from './demo-progress.tsx';
import { text } from './text.ts';

const PEOPLE = 5000;

/** The three ways to begin: the demo company, a file, a stream of events. */
export function Beginning() {
  const say = useSay();
  const load = useChange('demo/load');
  return (
    <>
      <PageHeader title={say(text.welcome)} sentence={say(text.welcomeHint)} />
      <div className="home-ways">
        <Way title={text.file} hint={text.fileHint} href="/collect/import" first />
        <section className="home-way">
          <h2>{say(text.demo)}</h2>
          <p>{say(text.demoHint)}</p>
          {load.error && <FaultNotice message={load.error.message} code={load.error.code} />}
          {load.isPending || load.isSuccess ? (
            <DemoProgress />
          ) : (
            <Button onClick={() => load.mutate({ people: PEOPLE })}>{say(text.begin)}</Button>
          )}
        </section>
        <Way title={text.send} hint={text.sendHint} href="/collect/keys" />
      </div>
    </>
  );
}

function Way({
  title,
  hint,
  href,
  first = false,
}: {
  title: Words;
  hint: Words;
  href: string;
  first?: boolean;
}) {
  const say = useSay();
  return (
    <section className="home-way">
      <h2>{say(title)}</h2>
      <p>{say(hint)}</p>
      <LinkButton href={href} type={first ? 'primary' : 'default'}>
        {say(text.begin)}
      </LinkButton>
    </section>
  );
}
