import { Button } from 'antd';
import { useLocation } from 'wouter';
import { DataTable, EmptyState, FaultNotice, PageHeader, useSay, useTell, Waiting } from '#lib/ui';
import { analysisMenu, analysisTitle } from '#loop/ask/view';
import { LinkButton } from '../../door/link-button.tsx';
import { useMoments } from '../../door/use-moments.ts';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { addressOf, type Draft } from './question-state.ts';
import { text } from './text.ts';

/** The saved questions of the project. */
export default function QuestionsPage() {
  const say = useSay();
  const moments = useMoments();
  const tell = useTell();
  const [, go] = useLocation();
  const { data, error } = useOperation('question/list', {});
  const remove = useChange('question/remove', ['question/list']);
  const drop = async (id: string) => {
    await remove.mutateAsync({ id });
    tell(say(text.removed), () => remove.mutate({ id, removed: false }));
  };
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data) return <Waiting shape="table" />;
  return (
    <>
      <PageHeader title={say(text.savedQuestions)} sentence={say(text.savedSentence)} />
      <DataTable
        rows={data.questions}
        rowKey={(question) => question.id}
        label={say(text.savedQuestions)}
        onRow={({ id, question }) => go(addressOf(question as unknown as Draft, id))}
        empty={
          <EmptyState
            picture="triangle"
            title={say(text.noSaved)}
            action={
              <LinkButton href={`/ask/${analysisMenu[0]?.kind}`} type="primary">
                {say(text.ask)}
              </LinkButton>
            }
          >
            {say(text.noSavedHint)}
          </EmptyState>
        }
        columns={[
          { key: 'name', title: say(text.name), value: ({ name }) => name, width: 320 },
          {
            key: 'kind',
            title: say(text.kind),
            value: ({ question }) => say(analysisTitle(String(question.kind))),
          },
          { key: 'by', title: say(text.by_), value: ({ createdBy }) => createdBy },
          {
            key: 'changed',
            title: say(text.changed),
            value: ({ changed }) => changed,
            render: ({ changed }) => moments.ago(changed),
          },
          {
            key: 'remove',
            title: '',
            value: () => null,
            sortable: false,
            width: 80,
            render: ({ id }) => (
              <Button
                type="text"
                size="small"
                onClick={(event) => {
                  event.stopPropagation();
                  void drop(id);
                }}
              >
                {say(text.remove)}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
