/** What a layer takes and gives of each row: height × width pixels of so many channels, row-major, channels together. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** So many numbers that are no image. */
export const flat = (channels: number): Shape => ({ height: 1, width: 1, channels });

export const sizeOf = ({ height, width, channels }: Shape): number => height * width * channels;
