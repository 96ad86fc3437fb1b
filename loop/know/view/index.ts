export { type Face, faceOf } from '../face/face.ts';
