import { overloaded } from '../http/overloaded.js';

/** An upload holds a chunk of 255 kB and what the sockets hold. All together take about 100 MB. */
const MAX_UPLOADS = 256;
/** A downloading client that does not read holds a chunk. */
const MAX_DOWNLOADS = 512;

/** Transfers in progress. They have places of their own, so that slow ones take none from other requests. */
export class TransferSlots {
  private taken = 0;

  private constructor(private readonly max: number) {}

  static forUploads(): TransferSlots {
    return new TransferSlots(MAX_UPLOADS);
  }

  static forDownloads(): TransferSlots {
    return new TransferSlots(MAX_DOWNLOADS);
  }

  /** Takes a place, and returns what frees it, once. @throws ApiError `overloaded` */
  take(): () => void {
    if (this.taken >= this.max) throw overloaded({ Connection: 'close' });
    this.taken += 1;
    let isFree = false;
    return () => {
      if (!isFree) this.taken -= 1;
      isFree = true;
    };
  }
}
