import { Drawer, FaultNotice, formatDuration, Section, useLanguage, useSay, Waiting } from '#lib/ui';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { RunProgress } from './progress.tsx';
import { isUnderway, secondsOf } from './run.ts';
import { RunActions } from './run-actions.tsx';
import { stateWords, text } from './text.ts';

/** All there is to know of one run: who asked, since when, how far, why it failed, what it told. */
export function RunDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const moments = useMoments();
  const { data: run, error } = useOperation('run/get', { id }, { refetchInterval: 1000 });
  if (!run)
    return (
      <Drawer open title={say(text.title)} onClose={onClose}>
        {error ? <FaultNotice message={error.message} code={error.code} /> : <Waiting shape="table" />}
      </Drawer>
    );
  const seconds = secondsOf(run, Date.now());
  const facts: readonly (readonly [string, string | null])[] = [
    [say(text.state), say(stateWords[run.state])],
    [say(text.scope), say(run.installation ? text.installation : text.project)],
    [say(text.who), run.who ?? say(text.itself)],
    [say(text.asked), moments.at(run.asked)],
    [say(text.begun), run.begun && moments.at(run.begun)],
    [say(text.ended), run.ended && moments.at(run.ended)],
    [say(text.took), seconds === null ? null : formatDuration(seconds, language)],
    [say(text.attempt), run.attempt > 1 ? String(run.attempt) : null],
    [say(text.next), run.next && moments.at(run.next)],
  ];
  return (
    <Drawer
      open
      title={say(run.words)}
      sentence={run.about && say(run.about)}
      actions={<RunActions run={run} />}
      onClose={onClose}
    >
      <div className="runs-detail">
        {run.fault && <FaultNotice message={say(run.fault.words)} code={run.fault.code} />}
        {isUnderway(run) && <RunProgress run={run} />}
        <dl className="runs-facts">
          {facts.map(([name, value]) =>
            value === null ? null : (
              <div key={name}>
                <dt className="ui-muted">{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
        <Section title={say(text.log)}>
          {run.log.length === 0 && <p className="ui-muted">{say(text.noLog)}</p>}
          <ol className="runs-log">
            {run.log.map(({ at, words }) => (
              <li key={`${at} ${words.en}`}>
                <time className="ui-muted">{moments.at(at)}</time> {say(words)}
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </Drawer>
  );
}
