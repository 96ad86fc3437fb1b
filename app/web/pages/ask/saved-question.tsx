import { Redirect, useParams } from 'wouter';
import { FaultNotice, Waiting } from '#lib/ui';
import { useOperation } from '../../api/use-operation.ts';
import { addressOf } from '../../question/question-state.ts';
import { type Kept, questionOf } from './kept-question.ts';

/** Opens a saved question by its id, as it is now. */
export default function SavedQuestionPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, isFetching } = useOperation('definition/get', { id });
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || isFetching) return <Waiting shape="chart" />;
  const { question, chart } = questionOf(data.body as Kept);
  return <Redirect replace to={addressOf(question, { id, version: data.version }, chart)} />;
}
