import { Redirect, useParams } from 'wouter';
import { FaultNotice, Waiting } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { useOperation } from '../../api/use-operation.ts';
import { addressOf } from '../../question/question-state.ts';

/** Opens a saved question by its id, as it is now. */
export default function SavedQuestionPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, isFetching } = useOperation('definition/get', { id });
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || isFetching) return <Waiting shape="chart" />;
  const { chart, ...question } = data.body as Draft & { readonly chart?: string };
  return <Redirect replace to={addressOf(question, { id, version: data.version }, chart)} />;
}
