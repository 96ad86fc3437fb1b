import { EmptyState, PageHeader, useSay } from '#lib/ui';
import { analysisMenu } from '#loop/ask/view';
import { LinkButton } from '../../api/link-button.tsx';
import { DefinitionList } from '../../definitions/definition-list.tsx';
import { text } from './text.ts';

/** The saved questions of the project. */
export default function QuestionsPage() {
  const say = useSay();
  const ask = (
    <LinkButton href={`/ask/${analysisMenu[0]?.kind}`} type="primary">
      {say(text.ask)}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={say(text.savedQuestions)} sentence={say(text.savedSentence)} actions={ask} />
      <DefinitionList
        kind="question"
        label={say(text.savedQuestions)}
        columns={[
          {
            key: 'kind',
            title: say(text.kind),
            value: ({ about }) => (about ? say(about) : null),
            width: 128,
          },
        ]}
        empty={
          <EmptyState picture="triangle" title={say(text.noSaved)} action={ask}>
            {say(text.noSavedHint)}
          </EmptyState>
        }
      />
    </>
  );
}
