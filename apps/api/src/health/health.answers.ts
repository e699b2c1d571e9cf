import { answer, oneFrom } from '../openapi';

export const liveAnswer = answer<{ status: 'live' }>('Live', { status: oneFrom('live') });
export const readyAnswer = answer<{ status: 'ready' }>('Ready', { status: oneFrom('ready') });
