import { ApiFault } from '../../api/api.ts';
import { within } from '../../api/base.ts';

export interface Sender {
  readonly csrf: string;
  readonly project: number;
  readonly language: string;
}

/** Sends a file as it is; `fetch` does not tell how far it is, so this is the one place that uses the older way. */
export function upload(
  file: File,
  { csrf, project, language }: Sender,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ file: string; name: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', within(`/api/file/upload?name=${encodeURIComponent(file.name)}`));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Linger-Csrf', csrf);
    request.setRequestHeader('Linger-Project', String(project));
    request.setRequestHeader('Accept-Language', language);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status < 300) return resolve(answer);
      const { code = `http.${request.status}`, message = request.statusText } = answer.error ?? {};
      reject(new ApiFault(code, request.status, message));
    };
    request.onerror = () => reject(new ApiFault('web.offline', 0, offline[language === 'zh' ? 'zh' : 'en']));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

const offline = {
  zh: '上传中断；请检查网络和 Linger 服务后重试',
  en: 'the upload broke off; check the network and that Linger is running, then try again',
};

type Answer = { file: string; name: string; bytes: number; error?: { code?: string; message?: string } };

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return { file: '', name: '', bytes: 0 };
  }
}
