import { Button } from 'antd';
import { FaultNotice, useSay } from '#lib/ui';
import { type ApiFault, call } from '../api/api.ts';
import { LinkButton } from '../api/link-button.tsx';
import { text } from './text.ts';

interface Props {
  readonly fault: ApiFault;
  readonly id: string;
  readonly page: string;
  /** Saves what is written here on the newest version. */
  readonly onOverwrite: (version: number) => void;
}

/** What went wrong with saving; where somebody saved meanwhile, the ways on: nothing is lost. */
export function SaveFault({ fault, id, page, onOverwrite }: Props) {
  const say = useSay();
  const overwrite = async () => onOverwrite((await call('definition/get', { id })).version);
  return (
    <>
      <FaultNotice message={fault.message} code={fault.code} />
      {fault.code === 'definition.changed-meanwhile' && (
        <div className="ui-actions">
          <LinkButton href={page}>{say(text.seeNewest)}</LinkButton>
          <Button onClick={() => void overwrite()}>{say(text.overwrite)}</Button>
        </div>
      )}
    </>
  );
}
