import { Steps } from 'antd';
import { useState } from 'react';
import { PageHeader, useSay } from '#lib/ui';
import { CheckStep } from './check-step.tsx';
import { DropFile } from './drop-file.tsx';
import './import.css';
import { PastImports } from './past-imports.tsx';
import { RunStep } from './run-step.tsx';
import { text } from './text.ts';

interface Started {
  readonly id: string;
  readonly before: boolean;
}

/** From a file to events in three steps on one page. */
export default function ImportPage() {
  const say = useSay();
  const [file, setFile] = useState<string>();
  const [run, setRun] = useState<Started>();
  const again = () => {
    setFile(undefined);
    setRun(undefined);
  };
  return (
    <>
      <PageHeader title={say(text.title)} sentence={say(text.sentence)} />
      <Steps
        className="import-steps"
        size="small"
        responsive={false}
        current={run ? 2 : file ? 1 : 0}
        items={[text.step1, text.step2, text.step3].map((title) => ({ title: say(title) }))}
      />
      {run ? (
        <RunStep id={run.id} before={run.before} onMore={again} />
      ) : file ? (
        <CheckStep file={file} onStart={setRun} onBack={again} />
      ) : (
        <>
          <DropFile onFile={setFile} />
          <PastImports onOpen={({ id }) => setRun({ id, before: false })} />
        </>
      )}
    </>
  );
}
