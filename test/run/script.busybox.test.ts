import { behaviour } from './support/behaviour';

behaviour('busybox', 'busybox', 'ash');
